package rocks.nua.builder.statics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.NginxSite;
import rocks.nua.api.build.SourceTree;

/** Serves a folder of finished pages, or of such that a generator makes, with Debian's nginx. */
@Component
@Plugin(name = "static", order = 90)
public final class StaticBuilder implements Builder {
    private static final List<String> FOLDERS =
            List.of("", "public", "dist", "_site", "build", "out", "site", "www", "html");
    private static final Pattern SINGLE_PAGE =
            Pattern.compile("<script\\b[^>]*\\bsrc=|<div\\b[^>]*\\bid=[\"']?(?:root|app)\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        return Generator.of(source).map(generator -> plan(generator, source)).or(() -> FOLDERS.stream()
                .filter(folder -> source.has(in(folder, "index.html")))
                .findFirst()
                .map(folder -> plan(folder, source)));
    }

    private static BuildPlan plan(Generator generator, SourceTree source) {
        return new NginxSite("/app/" + generator.folder(), NginxSite.port(source.spec()), true, true, false)
                .recipe(
                        BuildPlan.Base.DEBIAN_13,
                        generator.packages(),
                        List.of(new Step.Copy(List.of()), new Step.Run(generator.command())),
                        List.of(),
                        generator.because());
    }

    private static BuildPlan plan(String folder, SourceTree source) {
        var because = new ArrayList<>(
                List.of("there is an index.html in " + (folder.isEmpty() ? "the folder" : folder + "/")));
        boolean notFoundPage = source.has(in(folder, "404.html"));
        Optional<String> index = utf8(in(folder, "index.html"), source);
        boolean singlePage = !notFoundPage
                && source.files(in(folder, "**.html")).size() == 1
                && index.filter(page -> SINGLE_PAGE.matcher(page).find()).isPresent();
        if (singlePage) {
            because.add("index.html is the only page and loads a script: unknown paths get it too");
        }
        List<RelativePath> site = folder.isEmpty() ? List.of() : List.of(new RelativePath(folder));
        int port = NginxSite.port(source.spec());
        var nginx = new NginxSite(
                folder.isEmpty() ? "/app" : "/app/" + folder, port, index.isPresent(), notFoundPage, singlePage);
        return new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                List.of(),
                List.of(nginx.configuration(), new Step.Copy(site)),
                List.of(),
                List.of(NginxSite.PACKAGE),
                List.of(),
                NginxSite.start(),
                port,
                Map.of(),
                because);
    }

    /** Old pages in other encodings are served too. */
    private static Optional<String> utf8(String page, SourceTree source) {
        try {
            return source.read(page);
        } catch (NuaException e) {
            return Optional.empty();
        }
    }

    private static String in(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
