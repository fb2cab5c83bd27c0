package rocks.nua.builder.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;

/** Runs what package.json describes. */
@Component
@Plugin(name = "node", order = 50)
public final class NodeBuilder implements Builder {
    private static final List<String> OTHERS = List.of(
            "composer.json",
            "index.php",
            "manage.py",
            "requirements.txt",
            "pyproject.toml",
            "Pipfile",
            "Gemfile",
            "go.mod",
            "pom.xml");
    private static final List<String> GENERATORS = List.of("hugo.toml", "hugo.yaml", "mkdocs.yml", "_config.yml");

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        return source.read(PackageJson.FILE).map(PackageJson::parse).flatMap(json -> plan(json, source));
    }

    private static Optional<BuildPlan> plan(PackageJson json, SourceTree source) {
        Optional<StartCommand> start = StartCommand.of(json, source);
        if (start.isEmpty() && source.has("index.html") && json.script("build").isEmpty()) {
            return Optional.empty(); // finished pages whose package.json only serves their author
        }
        if (start.isEmpty() && OTHERS.stream().anyMatch(source::has)) {
            return Optional.empty(); // an app in another language whose package.json is for its front end
        }
        Optional<Site> site = start.isEmpty() ? Site.of(json, source) : Optional.empty();
        if (site.isPresent()) {
            return site.map(found -> found.plan(json, source));
        }
        if (start.isEmpty() && GENERATORS.stream().anyMatch(source::has)) {
            return Optional.empty(); // pages of a generator whose package.json is for their looks
        }
        return Optional.of(
                recipe(
                        json,
                        source,
                        start.orElseThrow(
                                () -> NuaException.rejected(
                                        json.dependsOn("@sveltejs/adapter-auto")
                                                ? "SvelteKit builds no server by adapter-auto here: install @sveltejs/adapter-node and name it in svelte.config.js."
                                                : "package.json does not say how the app starts: add \"scripts\": {\"start\": \"node server.js\"} to it."))));
    }

    private static BuildPlan recipe(PackageJson json, SourceTree source, StartCommand start) {
        PackageManager manager = PackageManager.of(json, source);
        List<String> commands = commands(start, source.spec());
        var runtime = new NodeRuntime(NodeVersion.of(json, source), manager.called(commands));
        var steps = new ArrayList<Step>();
        var packages = new ArrayList<String>();
        var because = new ArrayList<>(List.of("the folder has a package.json", start.because()));
        because.addAll(runtime.because());
        boolean installs = json.hasDependencies();
        boolean fetches = installs || runtime.installs();
        List<CachePath> caches = fetches ? List.of(new CachePath(Installation.NPM_CACHE)) : List.of();
        packages.addAll(runtime.buildPackages());
        steps.addAll(runtime.steps());
        if (installs) {
            var install = new Installation(manager, json, source, runtime, development(commands, json));
            packages.addAll(install.packages());
            steps.addAll(install.steps(true));
            because.addAll(install.because());
            caches = install.caches();
        } else {
            steps.add(new Step.Copy(List.of()));
            Stream.of("prebuild", "build", "postbuild")
                    .flatMap(script -> json.script(script).stream())
                    .forEach(script -> steps.add(new Step.Run(runtime.command(List.of("/bin/sh", "-c", script)))));
        }
        var env = runtime.environment();
        if (fetches) {
            env.put("PATH", runtime.path());
        }
        return new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                packages,
                steps,
                caches,
                runtime.runPackages(),
                List.of(),
                start.arguments(),
                3000,
                env,
                because);
    }

    /** The package for development that a command calls: {@code tsx server.ts}, {@code node -r ts-node/register server.ts}. */
    private static Optional<String> development(List<String> commands, PackageJson json) {
        return commands.stream()
                .flatMap(command -> Stream.of(command.split("[\\s=;&|()'\"]+")))
                .map(word -> word.startsWith("@") ? word : word.replaceFirst("/.*", ""))
                .filter(json::onlyDevelops)
                .findFirst();
    }

    /** All that runs in the result. */
    private static List<String> commands(StartCommand start, AppSpec spec) {
        return Stream.of(
                        start.arguments().stream(),
                        spec.processes().stream().map(AppSpec.Process::start),
                        spec.run().release().stream(),
                        spec.run().postRun().stream(),
                        spec.crons().stream().map(AppSpec.Cron::command))
                .flatMap(all -> all)
                .toList();
    }
}
