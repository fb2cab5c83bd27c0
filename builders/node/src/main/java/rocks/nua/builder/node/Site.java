package rocks.nua.builder.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec;
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

    static Optional<Site> of(PackageJson json, SourceTree source) {
        return TOOLS.stream()
                .filter(site -> json.script("build")
                        .filter(script -> site.named().matcher(script).find())
                        .isPresent())
                // without it, Vite builds for a framework that knows how its pages are served
                .filter(site -> !site.tool.equals("vite") || source.has("index.html"))
                .map(site -> new Site(site.tool, site.folder, site.singlePage && onePage(source)))
                .findFirst();
    }

    /** Whether a script {@code start} is the tool's own server, which is for development. */
    static boolean develops(String script) {
        return TOOLS.stream()
                .anyMatch(
                        site -> site.named().matcher(script.split("\\s", 2)[0]).matches());
    }

    BuildPlan plan(PackageJson json, SourceTree source) {
        var runtime = new NodeRuntime(NodeVersion.of(json, source), Optional.empty());
        var install = new Installation(PackageManager.of(source), json, source, runtime);
        // nginx does not read PORT, so the manifest's port must go into the configuration
        AppSpec.Port web = source.spec().ports().get("web");
        int port = web == null ? 8080 : web.container();
        var packages = new ArrayList<>(runtime.buildPackages());
        packages.addAll(runtime.runPackages());
        packages.addAll(install.packages());
        var steps = new ArrayList<>(runtime.steps());
        steps.addAll(install.steps(false));
        steps.add(new NginxSite("/app/" + folder, port, true, !singlePage, singlePage).configuration());
        var because = new ArrayList<>(List.of(
                "the folder has a package.json",
                "its script build makes pages in " + folder + "/ by " + tool + ", which nginx serves"));
        if (singlePage) {
            because.add("index.html is the only page: unknown paths get it too");
        }
        because.addAll(runtime.because());
        because.addAll(install.because());
        return new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                packages,
                steps,
                install.caches(),
                List.of(NginxSite.PACKAGE),
                List.of(new RelativePath(folder)),
                NginxSite.start(),
                port,
                Map.of(),
                because);
    }

    private Pattern named() {
        return Pattern.compile("(?<![\\w-])" + tool + "(?![\\w-])");
    }

    private static boolean onePage(SourceTree source) {
        return source.files("*.html").size() <= 1 && !source.has("public/404.html");
    }
}
