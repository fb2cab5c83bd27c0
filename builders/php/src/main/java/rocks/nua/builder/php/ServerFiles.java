package rocks.nua.builder.php;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import rocks.nua.api.build.BuildPlan.Step;

/**
 * The files that let nginx and PHP-FPM serve a site in one container: without root, with a /tmp, logs on the output.
 *
 * @param site what is served
 * @param port where nginx listens
 * @param memoryBytes limit of the container
 */
record ServerFiles(Site site, int port, long memoryBytes) {
    private static final String FOLDER = "/etc/nua/";
    private static final List<String> FILES = List.of("nginx.conf", "php-fpm.conf", "serve");
    /** What lies beside the pages where the source itself is served. */
    private static final String PRIVATE =
            """
                location ~ ^/(?:vendor/|nua/|nua-config\\.|composer\\.(?:json|lock)$|expected-plan\\.txt$|Procfile$|Dockerfile$) { return 404; }
                location ~ \\.(?:inc|ini|sql|sqlite3?|db|log|lock|sh|bak|ya?ml|toml)$ { return 404; }
            """;

    private static final long BYTES_OF_A_WORKER = 48L << 20;

    List<Step> steps() {
        return FILES.stream()
                .<Step>map(file -> new Step.Write(FOLDER + file, text(file)))
                .toList();
    }

    List<String> start() {
        return List.of("/bin/bash", FOLDER + "serve");
    }

    private String text(String file) {
        long workers = Math.max(2, Math.min(64, memoryBytes / BYTES_OF_A_WORKER));
        return resource(file)
                .replace("@PORT@", Integer.toString(port))
                .replace("@ROOT@", site.root())
                .replace("@PRIVATE@", site.folder().isEmpty() ? PRIVATE : "")
                .replace("@FALLBACK@", site.frontController() ? "/index.php$is_args$args" : "=404")
                .replace("@WORKERS@", Long.toString(workers))
                .replace("@VERSION@", PhpBuilder.VERSION);
    }

    private static String resource(String file) {
        try (InputStream in = ServerFiles.class.getResourceAsStream(file)) {
            return Stream.ofNullable(in)
                    .map(ServerFiles::read)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the bundle lacks " + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
