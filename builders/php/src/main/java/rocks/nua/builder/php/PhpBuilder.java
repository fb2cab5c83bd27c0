package rocks.nua.builder.php;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.NginxSite;
import rocks.nua.api.build.SourceTree;

/** Serves PHP with Debian's PHP-FPM behind nginx, in one container. */
@Component
@Plugin(name = "php", order = 70)
public final class PhpBuilder implements Builder {
    private static final String LARAVEL = "artisan";

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        Optional<Site> site = Site.find(source);
        if (site.isEmpty() && (!source.has(ComposerJson.FILE) || source.has("index.html"))) {
            return Optional.empty(); // finished pages may come with tools in PHP
        }
        ComposerJson json = ComposerJson.of(source);
        PhpRelease php = PhpRelease.of(source, json);
        List<String> start = source.spec().run().start();
        if (!start.isEmpty()) {
            return Optional.of(program(source, json, php, start));
        }
        return Optional.of(
                server(
                        source,
                        json,
                        php,
                        site.orElseThrow(
                                () -> NuaException.rejected(
                                        "There is a composer.json, but no index.php in the folder or in public/: add one, or a Procfile with: web: php yourserver.php."))));
    }

    private static BuildPlan server(SourceTree source, ComposerJson json, PhpRelease php, Site site) {
        int port = NginxSite.port(source.spec());
        var files = new ServerFiles(
                site, php.version(), port, source.spec().resources().memoryBytes());
        return recipe(
                source,
                json,
                php,
                // without the small package for temporary files, PHP-FPM would bring all of systemd
                List.of("php" + php.version() + "-fpm", "nginx", "systemd-standalone-tmpfiles"),
                files.steps(),
                files.start(),
                port,
                List.of(
                        "the source has " + site.index(),
                        site.frontController()
                                ? "nginx serves files, and " + site.index() + " answers all other paths"
                                : "nginx serves files and each .php; other paths are not found"));
    }

    /** An app that is its own server, or that says how its server starts. */
    private static BuildPlan program(SourceTree source, ComposerJson json, PhpRelease php, List<String> start) {
        return recipe(
                source,
                json,
                php,
                List.of("php" + php.version() + "-cli"),
                List.of(),
                List.of("/bin/sh", "-c", String.join("\n", start)),
                8080,
                List.of("the manifest says how it starts"));
    }

    private static BuildPlan recipe(
            SourceTree source,
            ComposerJson json,
            PhpRelease php,
            List<String> packages,
            List<Step> first,
            List<String> start,
            int port,
            List<String> because) {
        var composer = new Composer(json, source);
        Set<String> extensions = extensions(source, json, php);
        List<String> reasons = new ArrayList<>(because);
        reasons.add(composer.because());
        reasons.add("PHP " + php.version() + " comes from " + php.base().title()
                + (extensions.isEmpty() ? "" : ", with " + String.join(", ", extensions)));
        if (source.has(LARAVEL) && !source.has(".env")) {
            reasons.add(
                    "Laravel needs a key: set APP_KEY by 'nua env set' to what 'php artisan key:generate --show' prints");
        }
        return new BuildPlan.Recipe(
                php.base(),
                composer.packages(),
                both(first, composer.steps()),
                composer.caches(),
                both(packages, List.copyOf(extensions)),
                List.of(),
                start,
                port,
                env(source, json),
                reasons);
    }

    /** Symfony's .env names the environment of developers, whose packages are not installed; Laravel logs to a file that nobody sees. */
    private static Map<String, String> env(SourceTree source, ComposerJson json) {
        if (json.requires("symfony/runtime") || json.requires("symfony/framework-bundle")) {
            return Map.of("APP_ENV", "prod");
        }
        return source.has(LARAVEL) ? Map.of("LOG_CHANNEL", "stderr") : Map.of();
    }

    private static Set<String> extensions(SourceTree source, ComposerJson json, PhpRelease php) {
        Set<String> own = source.has(ComposerJson.FILE) ? json.extensions() : Extensions.USUAL;
        return Extensions.packages(php, own, json.extensionsOfPackages());
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toList());
    }
}
