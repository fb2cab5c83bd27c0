package rocks.nua.core.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;
import rocks.nua.core.fleet.SideFolder;
import rocks.nua.core.plugin.Contribution;
import rocks.nua.core.plugin.PluginFault;
import rocks.nua.core.plugin.Plugins;

/** Finds the builder for a source and lets the manifest have its say about the plan. */
final class Planning {
    /** The builder of an image that was named; that needs no plugin. */
    static final String IMAGE = "image";

    private final Plugins plugins;

    Planning(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * A plan and who made it.
     *
     * @param builder name of the builder
     * @param plan the plan
     */
    record Planned(String builder, BuildPlan plan) {}

    /**
     * Asks the builders; one that is itself at fault is left out, unless the manifest or the app's current release names it.
     *
     * @param before builder of the app's current release; empty: there is none
     * @throws NuaException REJECTED_BY_APP when nobody has a plan for the source, UNAVAILABLE when the builder that is
     *     needed is not here or is at fault
     */
    Planned plan(SourceTree tree, String before, LineSink log) {
        String wanted = tree.spec().build().builder();
        List<Contribution<Builder>> asked = plugins.builders().stream()
                .filter(one -> wanted.isEmpty() || one.name().equals(wanted))
                .toList();
        requireHere(asked, wanted, before);
        List<String> faults = new ArrayList<>();
        for (Contribution<Builder> one : asked) {
            try {
                Optional<BuildPlan> plan = one.service().plan(tree);
                if (plan.isPresent()) {
                    return new Planned(one.name(), SideFolder.of(tree).addTo(withManifest(plan.get(), tree.spec())));
                }
            } catch (NuaException e) {
                if (!PluginFault.caused(e)
                        || one.name().equals(wanted)
                        || one.name().equals(before)) {
                    throw e;
                }
                log.line("warning: " + e.getMessage());
                faults.add(e.getMessage());
            }
        }
        throw new Unrecognised(tree, asked).rejected(faults);
    }

    /** Another builder never takes over by itself what one that has left built before. */
    private void requireHere(List<Contribution<Builder>> asked, String wanted, String before) {
        if (!wanted.isEmpty() && asked.isEmpty()) {
            throw NuaException.rejected("The manifest names the builder '" + NuaException.excerpt(wanted)
                    + "', which is not installed: install the feature nua-builder-" + NuaException.excerpt(wanted)
                    + ", or name one of: " + names(plugins.builders()) + ".");
        }
        boolean left = asked.stream().noneMatch(one -> one.name().equals(before));
        if (wanted.isEmpty() && left && !before.isEmpty() && !before.equals(IMAGE)) {
            throw new NuaException(
                    NuaException.Kind.UNAVAILABLE,
                    "The app was built by '" + before
                            + "', which is not here any more: install its plugin again (feature nua-builder-"
                            + before
                            + "), or name another builder in nua-config.toml: [build] builder = \"…\". Here are "
                            + names(asked) + ".");
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
        // what comes before the source are the tools that the commands need
        Stream<Step> tools = own.stream().takeWhile(step -> !(step instanceof Step.Copy));
        Stream<Step> files =
                own.stream().dropWhile(step -> !(step instanceof Step.Copy)).filter(step -> step instanceof Step.Write);
        List<Step> steps = new ArrayList<>(Stream.concat(tools, files).toList());
        steps.add(new Step.Copy(List.of()));
        commands.forEach(command -> steps.add(Step.Run.shell(command)));
        return steps;
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    static String names(List<Contribution<Builder>> builders) {
        return builders.isEmpty()
                ? "none is installed"
                : builders.stream().map(Contribution::name).collect(Collectors.joining(", "));
    }
}
