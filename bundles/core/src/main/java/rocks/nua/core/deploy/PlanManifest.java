package rocks.nua.core.deploy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.core.deploy.Planning.Planned;

/** A plan as the {@code nua-config.toml} that says the same, to be changed by hand. */
final class PlanManifest {
    private final StringBuilder text = new StringBuilder("format = 1\n");

    private PlanManifest() {}

    /** The file. What other files of the folder say already is left to them. */
    static String of(Planned planned, AppSpec said) {
        PlanManifest manifest = new PlanManifest();
        manifest.table("build");
        manifest.line("builder", quoted(planned.builder()));
        if (planned.plan() instanceof Recipe recipe) {
            manifest.list("packages", recipe.packages());
            manifest.list("build", commands(recipe));
            manifest.table("run");
            manifest.list("packages", recipe.runPackages());
            if (said.run().start().isEmpty() && !bringsFiles(recipe)) {
                manifest.line("start", quoted(shell(recipe.start())));
            }
        }
        if (planned.plan().port() > 0) {
            manifest.table("port.web");
            manifest.line("container", String.valueOf(planned.plan().port()));
        }
        return manifest.text.toString();
    }

    private void table(String name) {
        text.append("\n[").append(name).append("]\n");
    }

    private void line(String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
    }

    private void list(String key, List<String> values) {
        if (!values.isEmpty()) {
            String lines = values.stream()
                    .map(value -> "    " + quoted(value) + ",\n")
                    .collect(Collectors.joining("", "[\n", "]"));
            line(key, lines);
        }
    }

    /** A builder that brings a server's configuration does so for its own start only. */
    private static boolean bringsFiles(Recipe recipe) {
        return recipe.steps().stream().anyMatch(Step.Write.class::isInstance);
    }

    private static List<String> commands(Recipe recipe) {
        return recipe.steps().stream()
                .filter(Step.Run.class::isInstance)
                .map(step -> shell(((Step.Run) step).arguments()))
                // these texts are templates, in which doubled braces stand for one
                .map(command -> command.replaceAll("(?<!\\$)\\{", "{{").replace("}", "}}"))
                .toList();
    }

    /** Arguments as one shell command. */
    private static String shell(List<String> arguments) {
        if (arguments.size() == 3 && arguments.subList(0, 2).equals(List.of("/bin/sh", "-c"))) {
            return arguments.get(2);
        }
        return arguments.stream()
                .map(word -> word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** A basic string of TOML. */
    private static String quoted(String value) {
        return value.chars()
                .mapToObj(c -> switch (c) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    case '\n' -> "\\n";
                    case '\t' -> "\\t";
                    default -> c < ' ' || c == 127 ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c);
                })
                .collect(Collectors.joining("", "\"", "\""));
    }
}
