package rocks.nua.builder.php;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;

/** Serves PHP with Debian's PHP-FPM behind nginx, in one container. */
@Component
@Plugin(name = "php", order = 70)
public final class PhpBuilder implements Builder {
    /** Debian 13's PHP. */
    static final String VERSION = "8.4";

    private static final Pattern OLD =
            Pattern.compile("[\\^~]?[567](?:\\.[0-9*x]+)*(?:\\s*(?:\\|\\|?)\\s*[\\^~]?[567](?:\\.[0-9*x]+)*)*");

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        Optional<Site> site = Site.find(source);
        if (site.isEmpty() && (!source.has(ComposerJson.FILE) || source.has("index.html"))) {
            return Optional.empty(); // finished pages may come with tools in PHP
        }
        ComposerJson json = ComposerJson.of(source);
        if (OLD.matcher(json.php().strip()).matches()) {
            throw NuaException.rejected("composer.json asks for PHP " + json.php() + ", and Debian 13 has " + VERSION
                    + ": let require.php allow it, such as ^8.1, or bring a Dockerfile.");
        }
        List<String> start = source.spec().run().start();
        if (!start.isEmpty()) {
            return Optional.of(program(source, json, start));
        }
        return Optional.of(
                server(
                        source,
                        json,
                        site.orElseThrow(
                                () -> NuaException.rejected(
                                        "There is a composer.json, but no index.php in the folder or in public/: add one, or a Procfile with: web: php yourserver.php."))));
    }

    private static BuildPlan server(SourceTree source, ComposerJson json, Site site) {
        AppSpec.Port web = source.spec().ports().get("web");
        int port = web == null ? 8080 : web.container(); // nginx does not read PORT
        var files = new ServerFiles(site, port, source.spec().resources().memoryBytes());
        return recipe(
                source,
                json,
                // without the small package for temporary files, PHP-FPM would bring all of systemd
                List.of("php" + VERSION + "-fpm", "nginx", "systemd-standalone-tmpfiles"),
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
    private static BuildPlan program(SourceTree source, ComposerJson json, List<String> start) {
        return recipe(
                source,
                json,
                List.of("php" + VERSION + "-cli"),
                List.of(),
                List.of("/bin/sh", "-c", String.join("\n", start)),
                8080,
                List.of("the manifest says how it starts"));
    }

    private static BuildPlan recipe(
            SourceTree source,
            ComposerJson json,
            List<String> packages,
            List<Step> first,
            List<String> start,
            int port,
            List<String> because) {
        var composer = new Composer(json, source);
        Set<String> extensions = extensions(source, json);
        List<String> reasons = new ArrayList<>(because);
        reasons.add(composer.because());
        reasons.add("PHP " + VERSION + " comes from Debian 13"
                + (extensions.isEmpty() ? "" : ", with " + String.join(", ", extensions)));
        return new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                composer.packages(),
                both(first, composer.steps()),
                composer.caches(),
                both(packages, List.copyOf(extensions)),
                List.of(),
                start,
                port,
                Map.of(),
                reasons);
    }

    private static Set<String> extensions(SourceTree source, ComposerJson json) {
        Set<String> own = source.has(ComposerJson.FILE) ? json.extensions() : Extensions.USUAL;
        return Extensions.packages(own, json.extensionsOfPackages());
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toList());
    }
}
