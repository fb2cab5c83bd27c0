package rocks.nua.api.build;

import java.util.List;
import java.util.stream.Collectors;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan.Step;

/** A plan as lines of text, to be compared and kept beside a sample. */
public final class PlanText {
    private PlanText() {}

    /** The lines, each ended. */
    public static String of(BuildPlan plan) {
        var text = new StringBuilder();
        if (plan instanceof BuildPlan.Recipe recipe) {
            recipe(recipe, text);
        } else if (plan instanceof BuildPlan.Dockerfile dockerfile) {
            line(text, "dockerfile", dockerfile.path().value());
        } else if (plan instanceof BuildPlan.Prebuilt prebuilt) {
            line(text, "image", prebuilt.image().value());
        }
        line(text, "port", plan.port() == 0 ? "as the image says" : Integer.toString(plan.port()));
        plan.because().forEach(reason -> line(text, "because", reason));
        return text.toString();
    }

    private static void recipe(BuildPlan.Recipe recipe, StringBuilder text) {
        line(text, "base", recipe.base().suite());
        line(text, "packages", String.join(" ", recipe.packages()));
        recipe.steps().forEach(step -> step(step, text));
        recipe.caches().forEach(cache -> line(text, "cache", cache.path()));
        line(text, "run packages", String.join(" ", recipe.runPackages()));
        line(text, "keep", paths(recipe.keep()));
        line(text, "start", arguments(recipe.start()));
        recipe.env().forEach((name, value) -> line(text, "env", name + "=" + value));
    }

    private static void step(Step step, StringBuilder text) {
        if (step instanceof Step.Copy copy) {
            line(text, "copy", copy.paths().isEmpty() ? "everything" : paths(copy.paths()));
        } else if (step instanceof Step.Run run) {
            line(text, "run", arguments(run.arguments()));
        } else if (step instanceof Step.Link link) {
            line(text, "link", link.path() + " -> " + link.target());
        } else if (step instanceof Step.Write write) {
            line(text, "write", write.path());
            write.text().lines().forEach(content -> text.append(("    " + content).stripTrailing())
                    .append('\n'));
        }
    }

    private static String paths(List<RelativePath> paths) {
        return paths.stream().map(RelativePath::value).collect(Collectors.joining(" "));
    }

    private static String arguments(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.matches("\\S+") ? argument : "'" + argument + "'")
                .collect(Collectors.joining(" "));
    }

    private static void line(StringBuilder text, String key, String value) {
        if (!value.isEmpty()) {
            text.append(key).append(": ").append(value).append('\n');
        }
    }
}
