package rocks.nua.builder.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;

/**
 * The steps that install the dependencies and build.
 *
 * @param manager what installs
 * @param json the app's package.json
 * @param source the app
 * @param runtime the Node of the steps
 * @param development what of the packages for development the result needs; empty: nothing
 */
record Installation(
        PackageManager manager,
        PackageJson json,
        SourceTree source,
        NodeRuntime runtime,
        Optional<String> development) {
    // Debian's npm does not know "libc" and installs what is for Alpine alone, 100 MB of it for Next.
    private static final String REMOVE_MUSL = "find node_modules -path '*musl*/package.json'"
            + " -exec grep -lzE '\"libc\":\\s*\\[\\s*\"musl\"\\s*\\]' {} + | xargs -r dirname | xargs -r rm -r";

    static final String NPM_CACHE = "/var/cache/npm";
    // What Next keeps of a build for the one after it.
    private static final String NEXT_CACHE = "/app/.next/cache";

    /** Folders that installing and building keep between builds. */
    List<CachePath> caches() {
        var caches = new ArrayList<>(List.of(new CachePath(NPM_CACHE)));
        if (next()) {
            caches.add(new CachePath(NEXT_CACHE));
        }
        return caches;
    }

    private boolean next() {
        return json.script("build")
                .filter(script -> script.contains("next build"))
                .isPresent();
    }

    List<String> packages() {
        var packages = new ArrayList<>(List.of("npm"));
        if (compiles()) {
            packages.add("build-essential");
            packages.add("python3");
        }
        return packages;
    }

    /** @param prune whether what production does not need goes after the build */
    List<Step> steps(boolean prune) {
        LockFile.check(source);
        boolean builds = json.script("build").isPresent();
        var steps = new ArrayList<Step>();
        if (next()) {
            // so that the folder above the cache is the app's
            steps.add(new Step.Write(NEXT_CACHE + "/.keep", ""));
        }
        steps.add(new Step.Copy(needsSource() ? List.of() : LockFile.decisive(source)));
        steps.add(run(manager.install(builds || development.isPresent())));
        if (!builds && removesMusl()) {
            steps.add(Step.Run.shell(REMOVE_MUSL));
        }
        if (!needsSource()) {
            steps.add(new Step.Copy(List.of()));
        }
        if (builds) {
            steps.add(prune ? buildAndPrune() : run(manager.run("build")));
        }
        return steps;
    }

    /** One step, since each costs a container and a layer; the words of all its commands are ours. */
    private Step buildAndPrune() {
        var commands = new ArrayList<>(List.of(manager.run("build")));
        if (json.has("devDependencies") && development.isEmpty()) {
            commands.add(manager.prune());
        }
        if (commands.size() == 1 && !removesMusl()) {
            return run(commands.get(0));
        }
        Stream<String> all = commands.stream().map(words -> String.join(" ", words));
        return run(List.of(
                "/bin/sh",
                "-c",
                Stream.concat(all, removesMusl() ? Stream.of(REMOVE_MUSL) : Stream.empty())
                        .collect(Collectors.joining(" && "))));
    }

    private boolean removesMusl() {
        return manager.kind() == PackageManager.Kind.NPM
                && lock("package-lock.json").contains("\"musl\"");
    }

    List<String> because() {
        String installs = "its dependencies are installed by " + manager.word();
        var because = new ArrayList<>(
                List.of(
                        manager.locked()
                                ? installs + " as the lock file says"
                                : installs
                                        + "; there is no lock file, so versions can change: keep the one that it writes with the source"));
        development.ifPresent(name -> because.add("the running app calls " + name
                + " of its devDependencies, so they stay: move it to dependencies for a smaller image"));
        return because;
    }

    private Step run(List<String> arguments) {
        Stream<String> settings = manager.settings().isEmpty()
                ? Stream.empty()
                : Stream.concat(Stream.of("env"), manager.settings().stream());
        return new Step.Run(
                runtime.command(Stream.concat(settings, arguments.stream()).toList()));
    }

    /** Scripts, workspaces and local packages read more than package.json and the lock file; a migrated one must stay. */
    private boolean needsSource() {
        return json.workspaces()
                || manager.migrates()
                || source.has("pnpm-workspace.yaml")
                || source.has(".yarnrc.yml")
                || Stream.of("preinstall", "install", "postinstall", "prepare")
                        .anyMatch(script -> json.script(script).isPresent())
                || source.read(PackageJson.FILE)
                        .filter(text -> text.contains("\"file:") || text.contains("\"link:"))
                        .isPresent();
    }

    private boolean compiles() {
        return lock("package-lock.json").contains("\"hasInstallScript\": true")
                || lock("npm-shrinkwrap.json").contains("\"hasInstallScript\": true")
                || lock("pnpm-lock.yaml").contains("requiresBuild: true")
                || lock("yarn.lock").contains("node-gyp");
    }

    private String lock(String file) {
        return LockFile.text(file, source);
    }
}
