package rocks.nua.builder.statics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;

class StaticBuilderTest extends BuilderContract {
    private static final Path EXAMPLES = Path.of("../../examples");
    private static final String SINGLE_PAGE =
            "<div id=\"root\"></div><script type=\"module\" src=\"/assets/index.js\"></script>";

    @Override
    protected Builder builder() {
        return new StaticBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(
                EXAMPLES.resolve("hello-static"),
                EXAMPLES.resolve("hugo-site"),
                EXAMPLES.resolve("jekyll-site"),
                EXAMPLES.resolve("mkdocs-site"));
    }

    @Override
    protected List<Path> foreign() {
        return List.of(EXAMPLES.resolve("hello-node"), EXAMPLES.resolve("node-express"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "dist", "_site"})
    void takesOnlyTheFolderThatHoldsThePages(String name, @TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve(name));
        Files.writeString(folder.resolve(name + "/index.html"), "<h1>Hello</h1>");

        var recipe = (BuildPlan.Recipe) plan(folder);
        assertTrue(recipe.steps().contains(new BuildPlan.Step.Copy(List.of(new RelativePath(name)))));
        assertEquals(2, recipe.steps().size());
        assertTrue(PlanText.of(recipe).contains("root /app/" + name + ";"));
    }

    @Test
    void unknownPathsOfASinglePageAppGetItsPage(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("index.html"), SINGLE_PAGE);

        assertTrue(PlanText.of(plan(folder)).contains("try_files $uri $uri/ /index.html;"));
    }

    @Test
    void unknownPathsOfASiteAreNotFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("index.html"), SINGLE_PAGE);
        Files.writeString(folder.resolve("about.html"), "<h1>About</h1>");

        assertFalse(PlanText.of(plan(folder)).contains("/index.html;"));
    }

    @Test
    void pagesInOtherEncodingsTellItThemselves(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("index.html"), "<meta charset=latin1>é".getBytes(StandardCharsets.ISO_8859_1));

        assertFalse(PlanText.of(plan(folder)).contains("charset utf-8;"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hugo.toml | title = 'x' | content/a.md | hugo | hugo --baseURL / | public",
                "hugo.toml | baseURL = 'https://example.org/' | x | hugo | hugo --baseURL / | public",
                "hugo.yaml | baseURL: https://www.example.com/ | x | hugo | hugo --baseURL / | public",
                "config.toml | baseURL = 'https://hall.test/' | content/a.md | hugo | hugo | public",
                "mkdocs.yml | site_name: x | docs/index.md | mkdocs | mkdocs build | site",
                "mkdocs.yml | {theme: {name: material}} | x | mkdocs mkdocs-material | mkdocs build | site",
                "_config.yml | plugins: [jekyll-feed] | index.md | jekyll jekyll-theme-minima ruby-jekyll-feed"
                        + " | env JEKYLL_ENV=production jekyll build | _site"
            })
    void servesWhatAGeneratorMakes(
            String file,
            String text,
            String other,
            String packages,
            String command,
            String output,
            @TempDir Path folder)
            throws IOException {
        Files.createDirectories(folder.resolve(other).getParent());
        Files.writeString(folder.resolve(other), "");
        Files.createDirectory(folder.resolve(output));
        Files.writeString(folder.resolve(output + "/index.html"), "made by its author some time ago");
        Files.writeString(folder.resolve(file), text);
        String plan = PlanText.of(plan(folder));

        assertTrue(
                plan.contains("\npackages: " + packages + "\ncopy: everything\nrun: " + command + "\nwrite: "), plan);
        assertTrue(plan.contains("\nrun packages: nginx-light\nkeep: " + output + "\nstart: nginx "), plan);
        assertTrue(plan.contains("root /app/" + output + ";"), plan);
    }

    @Test
    void aLeftoverConfigurationBesideFinishedPagesIsNoSiteOfJekyll(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("_config.yml"), "theme: jekyll-theme-cayman\n");
        Files.writeString(folder.resolve("index.html"), "<h1>Hello</h1>");

        assertTrue(PlanText.of(plan(folder)).contains("root /app;"));
        Files.writeString(folder.resolve("index.html"), "---\nlayout: home\n---\n");
        assertTrue(PlanText.of(plan(folder)).contains("root /app/_site;"));
    }

    private BuildPlan plan(Path folder) {
        return builder().plan(SourceTree.of(folder)).orElseThrow();
    }
}
