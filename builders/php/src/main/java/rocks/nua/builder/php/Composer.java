package rocks.nua.builder.php;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;

/**
 * The steps that bring the source and what composer.json asks for.
 *
 * @param json what it says
 * @param source the app
 */
record Composer(ComposerJson json, SourceTree source) {

    List<String> packages() {
        return installs() ? List.of("composer", "unzip", "git") : runs() ? List.of("composer") : List.of();
    }

    List<CachePath> caches() {
        return installs() ? List.of(new CachePath("/home/nua/.cache/composer")) : List.of();
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (installs()) {
            steps.add(new Step.Copy(json.needsSource() ? List.of() : files()));
            steps.add(composer("install", "--no-dev", "--no-scripts", "--no-autoloader", "--prefer-dist"));
        }
        if (!installs() || !json.needsSource()) {
            steps.add(new Step.Copy(List.of()));
        }
        if (runs()) {
            steps.add(composer("dump-autoload", "--no-dev", "--optimize"));
        }
        return steps;
    }

    String because() {
        if (installs()) {
            return source.has(ComposerJson.LOCK)
                    ? "Composer installs what composer.lock says"
                    : "Composer installs what composer.json says; there is no composer.lock, so versions can change";
        }
        if (runs()) {
            return "Composer writes the autoloader; there are no packages to install";
        }
        return vendored() ? "vendor/ is in the source, so nothing is installed" : "there are no packages to install";
    }

    private boolean vendored() {
        return source.has("vendor/autoload.php");
    }

    private boolean installs() {
        return json.hasPackages() && !vendored();
    }

    private boolean runs() {
        return installs() || (json.loadsClasses() && !vendored());
    }

    private List<RelativePath> files() {
        return Stream.of(ComposerJson.FILE, ComposerJson.LOCK, "symfony.lock")
                .filter(source::has)
                .map(RelativePath::new)
                .toList();
    }

    private static Step composer(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("composer", command, "--no-interaction", "--no-ansi"));
        arguments.addAll(List.of(options));
        return new Step.Run(arguments);
    }
}
