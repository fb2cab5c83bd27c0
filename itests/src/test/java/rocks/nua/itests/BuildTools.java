package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What only builds need: their programs, what these keep at home and beside the app, fetched packages, headers. */
final class BuildTools {
    private static final String SEEN =
            """
            for program in cc gcc c++ g++ as ld make git npm npx yarn pnpm pip pip3 uv poetry composer mvn gradle javac go; do
              command -v $program
            done
            ls -d /home/nua/*/ /home/nua/.[!.]*/ /app/vendor/bundle/ruby/*/cache /var/cache/npm 2>/dev/null
            ls /var/cache/apt/archives/*.deb /usr/include/*.h 2>/dev/null
            true
            """;

    private BuildTools() {}

    /** Fails where a running app has any of it. */
    static void expectNone(NuaPlatform nua, String app) {
        assertEquals("", nua.nua("exec", app, "--", "sh", "-c", SEEN).expect(0).out(), "what only a build needs");
    }
}
