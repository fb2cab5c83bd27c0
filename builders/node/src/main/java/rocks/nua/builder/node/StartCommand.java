package rocks.nua.builder.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.build.SourceTree;

/**
 * How the web process starts.
 *
 * @param arguments program and arguments
 * @param because why
 */
record StartCommand(List<String> arguments, String because) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,= -]*");
    private static final Pattern NUXT = Pattern.compile("(?<![\\w-])nuxt build(?![\\w-])");
    /** What starts the server that these packages build. Astro's listens to its own machine only, unless it is told. */
    private static final Map<String, List<String>> ADAPTERS = Map.of(
            "@astrojs/node", List.of("env", "HOST=0.0.0.0", "node", "dist/server/entry.mjs"),
            "@sveltejs/adapter-node", List.of("node", "build"));

    private static final String NEST = "nest start";
    private static final String NEST_BUILT = "start:prod";
    private static final String NUXT_SERVER = ".output/server/index.mjs";

    static Optional<StartCommand> of(PackageJson json, SourceTree source) {
        return fromManifest(source)
                .or(() -> fromNest(json))
                .or(() -> json.script("start")
                        .filter(script -> !Site.develops(script, json, source))
                        .map(script -> fromScript(json, script)))
                .or(() -> fromAngular(source))
                .or(() -> fromNuxt(json))
                .or(() -> fromAdapter(json))
                .or(() -> fromFile(json, source));
    }

    private static Optional<StartCommand> fromManifest(SourceTree source) {
        List<String> start = source.spec().run().start();
        return start.isEmpty()
                ? Optional.empty()
                : Optional.of(new StartCommand(shell(String.join("\n", start)), "the manifest says how it starts"));
    }

    /** Nest's own script {@code start} compiles again, with packages for development that the result has not. */
    private static Optional<StartCommand> fromNest(PackageJson json) {
        return json.script("start")
                .filter(script -> script.startsWith(NEST))
                .flatMap(script -> json.script(NEST_BUILT))
                .map(script -> new StartCommand(
                        arguments(script), "package.json has the script " + NEST_BUILT + ": " + script));
    }

    private static StartCommand fromScript(PackageJson json, String script) {
        String whole = json.script("prestart").map(first -> first + " && ").orElse("") + script;
        return new StartCommand(arguments(whole), "package.json has the script start: " + whole);
    }

    /** Without a shell in between, the app itself gets the signal to end. */
    private static List<String> arguments(String script) {
        boolean plain = PLAIN.matcher(script).matches() && !script.split(" ", 2)[0].contains("=");
        return plain ? List.of(script.split(" +")) : shell(script);
    }

    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    private static Optional<StartCommand> fromAngular(SourceTree source) {
        return Angular.of(source)
                .map(Angular::server)
                .filter(server -> !server.isEmpty())
                .map(server -> new StartCommand(
                        List.of("node", server), "angular.json says that it renders pages on request by " + server));
    }

    private static Optional<StartCommand> fromNuxt(PackageJson json) {
        return json.script("build")
                .filter(script -> NUXT.matcher(script).find())
                .map(script -> new StartCommand(
                        List.of("node", NUXT_SERVER), "there is no script start, but Nuxt builds " + NUXT_SERVER));
    }

    private static Optional<StartCommand> fromAdapter(PackageJson json) {
        return ADAPTERS.entrySet().stream()
                .filter(adapter ->
                        json.dependsOn(adapter.getKey()) && json.script("build").isPresent())
                .findFirst()
                .map(adapter -> new StartCommand(
                        adapter.getValue(), "there is no script start, but " + adapter.getKey() + " builds a server"));
    }

    private static Optional<StartCommand> fromFile(PackageJson json, SourceTree source) {
        return Stream.concat(
                        json.text("main").map(StartCommand::plainPath).stream(),
                        Stream.of("server.js", "index.js", "app.js", "server.mjs", "index.mjs"))
                .filter(file -> !file.isEmpty() && source.has(file))
                .findFirst()
                .map(file -> new StartCommand(List.of("node", file), "there is no script start, but a file " + file));
    }

    private static String plainPath(String main) {
        String path = main.startsWith("./") ? main.substring(2) : main;
        return path.matches("[^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*") && !path.contains("..") && !path.contains("//")
                ? path
                : "";
    }
}
