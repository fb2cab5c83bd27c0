package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;

class ContextTest {
    private final Path source;

    ContextTest(@TempDir Path folder) throws IOException {
        source = folder;
        Files.writeString(Files.createDirectories(source.resolve("lib")).resolve("a.js"), "a".repeat(1000));
        Files.writeString(source.resolve("Dockerfile"), "FROM x");
        Files.writeString(source.resolve("n".repeat(150)), "long");
        Files.createFile(source.resolve("empty"));
        Files.createSymbolicLink(source.resolve("link"), Path.of("lib/a.js"));
    }

    private static Map<String, String> read(InputStream context) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (var tar = new TarArchiveInputStream(context)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                content.put(
                        entry.getName(),
                        entry.isSymbolicLink()
                                ? "-> " + entry.getLinkName()
                                : new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return content;
    }

    private static Recipe recipe() {
        return new Recipe(
                Base.DEBIAN_13,
                List.of(),
                List.of(new Step.Write("/etc/x", "grüße")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                Map.of(),
                List.of());
    }

    @Test
    void recipeKeepsTheSourceApart() throws IOException {
        Map<String, String> content = read(BuildContext.ofRecipe(source, recipe(), "FROM y"));
        assertEquals("FROM y", content.get("nua/Dockerfile"));
        assertEquals("grüße", content.get("nua/files/0/x"));
        assertEquals("FROM x", content.get("src/Dockerfile"));
        assertEquals("a".repeat(1000), content.get("src/lib/a.js"));
        assertEquals("long", content.get("src/" + "n".repeat(150)));
        assertEquals("-> lib/a.js", content.get("src/link"));
        assertEquals("", content.get("src/empty"));
        assertTrue(content.containsKey("src/") && content.containsKey("src/lib/"), content.toString());
    }

    @Test
    void sameSourceSameBytes() throws IOException {
        assertArrayEquals(
                BuildContext.ofRecipe(source, recipe(), "FROM y").readAllBytes(),
                BuildContext.ofRecipe(source, recipe(), "FROM y").readAllBytes());
    }

    @Test
    void dockerfileComesFirstAndIgnoredFilesNotAtAll() throws IOException {
        Files.writeString(source.resolve(".dockerignore"), "*\n!empty\n");
        assertEquals(
                List.of(".dockerignore", "Dockerfile", "empty"),
                List.copyOf(read(BuildContext.ofDockerfile(source, new RelativePath("Dockerfile"), "FROM x\n"))
                        .keySet()));
        try (var tar = new TarArchiveInputStream(
                BuildContext.ofDockerfile(source, new RelativePath("Dockerfile"), "FROM x\n"))) {
            assertEquals("Dockerfile", tar.getNextEntry().getName());
        }
    }

    @Test
    void ignorePatterns() {
        var ignore = DockerIgnore.of(
                List.of("# no", "*.log", "/build/", "**/node_modules", "docs/**/*.md", "!docs/keep/README.md", "a?c"),
                List.of("Dockerfile"));
        for (String left :
                List.of("x.log", "build", "build/x/y", "node_modules/a", "lib/node_modules", "docs/a/b.md", "abc")) {
            assertTrue(ignore.test(left), left);
        }
        for (String kept : List.of("lib/x.log", "lib/build", "docs/keep/README.md", "ac", "Dockerfile")) {
            assertFalse(ignore.test(kept), kept);
        }
    }
}
