package rocks.nua.core.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.plugin.Plugins.NamedBuilder;

/** Finds the builder for a source and lets the manifest have its say about the plan. */
final class Planning {
    private static final long LONGEST_SECONDS = 10;

    private final Plugins plugins;
    private final ExecutorService threads;

    Planning(Plugins plugins, ExecutorService threads) {
        this.plugins = plugins;
        this.threads = threads;
    }

    /**
     * A plan and who made it.
     *
     * @param builder name of the builder
     * @param plan the plan
     */
    record Planned(String builder, BuildPlan plan) {}

    /** @throws NuaException REJECTED_BY_APP when nobody has a plan for the source */
    Planned plan(SourceTree tree) {
        String wanted = tree.spec().build().builder();
        List<NamedBuilder> asked = plugins.builders().stream()
                .filter(named -> wanted.isEmpty() || named.name().equals(wanted))
                .toList();
        if (asked.isEmpty() && !wanted.isEmpty()) {
            throw NuaException.rejected("The manifest names the builder '" + NuaException.excerpt(wanted)
                    + "', which is not installed: install the feature nua-builder-" + NuaException.excerpt(wanted)
                    + ", or name one of: " + names(plugins.builders()) + ".");
        }
        for (NamedBuilder named : asked) {
            Optional<BuildPlan> plan = ask(named, tree);
            if (plan.isPresent()) {
                return new Planned(named.name(), withManifest(plan.get(), tree.spec()));
            }
        }
        throw NuaException.rejected("No builder recognises this source (" + seen(tree.folder()) + "). Asked: "
                + names(asked) + ". Add what one of them looks for, such as package.json, index.html or a Dockerfile.");
    }

    private Optional<BuildPlan> ask(NamedBuilder named, SourceTree tree) {
        Future<Optional<BuildPlan>> answer =
                threads.submit(() -> named.builder().plan(tree));
        try {
            return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NuaException told) {
                throw told;
            }
            throw NuaException.unavailable(
                    "Builder '" + named.name() + "' failed by itself: remove or update its plugin (" + named.bundle()
                            + ").",
                    e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw NuaException.unavailable(
                    "Builder '" + named.name() + "' did not answer within " + LONGEST_SECONDS
                            + " s: remove or update its plugin (" + named.bundle() + ").",
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw NuaException.unavailable("The platform is going down: deploy again when it is back.", e);
        }
    }

    private static BuildPlan withManifest(BuildPlan plan, AppSpec spec) {
        int said = spec.ports().containsKey("web") ? spec.ports().get("web").container() : 0;
        int port = said > 0 ? said : plan.port();
        if (plan instanceof BuildPlan.Dockerfile file) {
            return new BuildPlan.Dockerfile(file.path(), port, file.because());
        }
        if (plan instanceof BuildPlan.Prebuilt image) {
            return new BuildPlan.Prebuilt(image.image(), port, image.because());
        }
        Recipe recipe = (Recipe) plan;
        return new Recipe(
                recipe.base(),
                both(recipe.packages(), spec.build().packages()),
                steps(recipe.steps(), spec.build().commands()),
                recipe.caches(),
                both(recipe.runPackages(), spec.run().packages()),
                recipe.keep(),
                recipe.start(),
                port,
                recipe.env(),
                recipe.because());
    }

    private static List<Step> steps(List<Step> own, List<String> commands) {
        if (commands.isEmpty()) {
            return own;
        }
        List<Step> steps = new ArrayList<>(
                own.stream().filter(step -> step instanceof Step.Write).toList());
        steps.add(new Step.Copy(List.of()));
        commands.forEach(command -> steps.add(Step.Run.shell(command)));
        return steps;
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String names(List<NamedBuilder> builders) {
        return builders.isEmpty()
                ? "none is installed"
                : builders.stream().map(NamedBuilder::name).collect(Collectors.joining(", "));
    }

    private static String seen(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(
                            file -> NuaException.excerpt(file.getFileName().toString()))
                    .sorted()
                    .limit(6)
                    .toList();
            return names.isEmpty() ? "the folder is empty" : "it holds " + String.join(", ", names);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
