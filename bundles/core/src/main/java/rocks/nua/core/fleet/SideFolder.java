package rocks.nua.core.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Release;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;

/**
 * The folder {@code nua/} beside a source, which its packages know as {@code /nua}: scripts, files of the app, and templates that
 * are filled in whenever a container starts.
 *
 * @param there whether the source has one
 * @param spec what the manifest says
 */
public record SideFolder(boolean there, AppSpec spec) {
    private static final String FOLDER = "nua";
    private static final String SCRIPT = "/usr/local/lib/nua/fill-in.py";
    private static final List<String> PREFIX = List.of("python3", SCRIPT);
    /** Builders of images that the platform adds nothing to. */
    private static final Set<String> FINISHED = Set.of("dockerfile", "image");

    /** That of a source. */
    public static SideFolder of(SourceTree source) {
        return new SideFolder(!source.files(FOLDER + "/**").isEmpty(), source.spec());
    }

    /** The arguments of a container of the release: templates are filled in before anything runs. */
    static List<String> start(Release release, List<String> command) {
        boolean fills = release.spec().run().templates() && !FINISHED.contains(release.builder());
        return fills && !command.isEmpty() ? both(PREFIX, command) : command;
    }

    /** The plan with the folder where its packages look for it. */
    public BuildPlan addTo(BuildPlan plan) {
        if (!there || !(plan instanceof Recipe recipe)) {
            return plan;
        }
        boolean templates = spec.run().templates();
        List<Step> steps = new ArrayList<>(List.of(new Step.Link("/" + FOLDER, "app/" + FOLDER)));
        if (templates) {
            steps.add(new Step.Write(SCRIPT, script()));
        }
        for (Step step : recipe.steps()) {
            steps.add(step);
            if (step instanceof Step.Copy copy && copy.paths().isEmpty()) {
                steps.addAll(folders());
            }
        }
        return new Recipe(
                recipe.base(),
                recipe.packages(),
                steps,
                recipe.caches(),
                templates ? both(recipe.runPackages(), List.of("python3", "python3-jinja2")) : recipe.runPackages(),
                recipe.keep().isEmpty() ? List.of() : both(recipe.keep(), List.of(new RelativePath(FOLDER))),
                templates ? both(PREFIX, recipe.start()) : recipe.start(),
                recipe.port(),
                recipe.env(),
                both(recipe.because(), List.of("its folder nua is /nua" + (templates ? ", with templates" : ""))));
    }

    /** Where commands of packages expect the source and put the app. */
    private List<Step> folders() {
        if (spec.build().commands().isEmpty()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>(List.of(Step.Run.of("mkdir", "-p", "nua/app", "nua/build")));
        name().ifPresent(name -> steps.add(Step.Run.of("ln", "-sfn", "/app", "nua/build/" + name)));
        return steps;
    }

    private Optional<String> name() {
        String git = spec.build().origin().git().replaceFirst("(?:\\.git)?/*$", "");
        String name = git.isEmpty() ? spec.metadata().id() : git.substring(git.lastIndexOf('/') + 1);
        return Optional.of(name).filter(word -> word.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}"));
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String script() {
        try (InputStream in = SideFolder.class.getResourceAsStream("fill-in.py")) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks fill-in.py");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
