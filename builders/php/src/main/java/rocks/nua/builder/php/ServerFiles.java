package rocks.nua.builder.php;

import java.util.List;
import rocks.nua.api.build.BuildPlan.Step;

/**
 * The files that let nginx and PHP-FPM serve a site in one container: without root, with a /tmp, logs on the output.
 *
 * @param site what is served
 * @param version of PHP, such as 8.4
 * @param port where nginx listens
 * @param memoryBytes limit of the container
 */
record ServerFiles(Site site, String version, int port, long memoryBytes) {
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
        return FILES.stream().<Step>map(this::filled).toList();
    }

    List<String> start() {
        return List.of("/bin/bash", FOLDER + "serve");
    }

    private Step.Write filled(String name) {
        Step.Write file = Step.Write.of(FOLDER + name, ServerFiles.class, name);
        long workers = Math.max(2, Math.min(64, memoryBytes / BYTES_OF_A_WORKER));
        String text = file.text()
                .replace("@PORT@", Integer.toString(port))
                .replace("@ROOT@", site.root())
                .replace("@PRIVATE@", site.folder().isEmpty() ? PRIVATE : "")
                .replace("@FALLBACK@", site.frontController() ? "/index.php$is_args$args" : "=404")
                .replace("@WORKERS@", Long.toString(workers))
                .replace("@VERSION@", version);
        return new Step.Write(file.path(), text);
    }
}
