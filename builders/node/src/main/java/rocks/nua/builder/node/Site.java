package rocks.nua.builder.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.NginxSite;
import rocks.nua.api.build.SourceTree;

/**
 * Pages that the script {@code build} makes once; they are served without Node.
 *
 * @param tool what makes them
 * @param folder where it puts them
 * @param singlePage whether unknown paths get index.html
 */
record Site(String tool, String folder, boolean singlePage) {
    private static final List<Site> TOOLS = List.of(
            new Site("vite", "dist", true),
            new Site("react-scripts", "build", true),
            new Site("vue-cli-service", "dist", true),
            new Site("astro", "dist", false),
            new Site("eleventy", "_site", false),
            new Site("docusaurus", "build", false),
            new Site("gatsby", "public", false));

    private static final List<String> NEXT =
            List.of("next.config.js", "next.config.mjs", "next.config.cjs", "next.config.ts");
    private static final Pattern EXPORT = Pattern.compile("(?m)^(?:(?!//).)*\\boutput[\"']?\\s*:\\s*[\"']export[\"']");
    private static final Pattern DIST =
            Pattern.compile("(?m)^(?:(?!//).)*\\bdistDir[\"']?\\s*:\\s*[\"'](?:\\./)?([\\w-]+(?:/[\\w-]+)*)[\"']");

    // Taken together with "vite build", since SvelteKit names no tool of its own.
    private static final String SVELTE_STATIC = "@sveltejs/adapter-static";
    private static final List<String> VITE =
            List.of("vite.config.js", "vite.config.ts", "vite.config.mjs", "vite.config.mts");
    private static final Pattern OUT =
            Pattern.compile("(?m)^(?:(?!//).)*\\boutDir[\"']?\\s*:\\s*[\"'](?:\\./)?([\\w-]+(?:/[\\w-]+)*)/?[\"']");

    static Optional<Site> of(PackageJson json, SourceTree source) {
        return tools(json, source)
                .filter(site -> json.script("build")
                        .filter(script -> site.named().matcher(script).find())
                        .isPresent())
                .map(site -> new Site(site.tool, site.folder, site.singlePage && onePage(source)))
                .findFirst();
    }

    /** Whether a script {@code start} is the tool's own server, which is for development. */
    static boolean develops(String script, PackageJson json, SourceTree source) {
        String program = script.split("\\s", 2)[0];
        return program.equals(Angular.TOOL)
                || Stream.concat(TOOLS.stream(), tools(json, source)).anyMatch(site -> site.tool.equals(program));
    }

    private static Stream<Site> tools(PackageJson json, SourceTree source) {
        Stream<Site> tools = TOOLS.stream()
                // without it, Vite builds for a framework that knows how its pages are served
                .filter(site -> !site.tool.equals("vite") || source.has("index.html"))
                .map(site -> site.tool.equals("vite")
                        ? new Site(site.tool, folder(VITE, OUT, source).orElse(site.folder), site.singlePage)
                        : site);
        Stream<Site> svelte =
                json.dependsOn(SVELTE_STATIC) ? Stream.of(new Site("vite", "build", false)) : Stream.empty();
        Stream<Site> angular = Angular.of(source)
                .filter(app -> app.server().isEmpty())
                .map(app -> new Site(Angular.TOOL, app.folder(), true))
                .stream();
        Stream<Site> next = NEXT.stream()
                .flatMap(file -> source.read(file).stream())
                .filter(config -> EXPORT.matcher(config).find())
                .map(config -> new Site("next", folder(NEXT, DIST, source).orElse("out"), false));
        return Stream.of(svelte, tools, angular, next).flatMap(all -> all);
    }

    /** The folder that a configuration names. */
    private static Optional<String> folder(List<String> files, Pattern named, SourceTree source) {
        return files.stream()
                .flatMap(file -> source.read(file).stream())
                .map(named::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    BuildPlan plan(PackageJson json, SourceTree source) {
        var runtime = new NodeRuntime(NodeVersion.of(json, source), Optional.empty());
        var install = new Installation(PackageManager.of(json, source), json, source, runtime, Optional.empty());
        var packages = new ArrayList<>(runtime.buildPackages());
        packages.addAll(runtime.runPackages());
        packages.addAll(install.packages());
        var steps = new ArrayList<>(runtime.steps());
        steps.addAll(install.steps(false));
        var because = new ArrayList<>(List.of(
                "the folder has a package.json",
                "its script build makes pages in " + folder + "/ by " + tool + ", which nginx serves"));
        if (singlePage) {
            because.add("index.html is the only page: unknown paths get it too");
        }
        because.addAll(runtime.because());
        because.addAll(install.because());
        return new NginxSite("/app/" + folder, NginxSite.port(source.spec()), true, !singlePage, singlePage)
                .recipe(BuildPlan.Base.DEBIAN_13, packages, steps, install.caches(), because);
    }

    private Pattern named() {
        return Pattern.compile("(?<![\\w-])" + tool + "(?![\\w-])");
    }

    private static boolean onePage(SourceTree source) {
        return source.files("*.html").size() <= 1 && !source.has("public/404.html");
    }
}
