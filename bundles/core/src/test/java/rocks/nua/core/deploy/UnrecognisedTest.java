package rocks.nua.core.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;
import rocks.nua.core.plugin.Contribution;

class UnrecognisedTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatIsThereAndWhatIsLookedFor() throws IOException {
        Files.createDirectory(folder.resolve("docs"));
        Files.writeString(folder.resolve("notes.txt"), "");

        assertEquals(
                "No builder recognises this source (it holds docs, notes.txt). Asked: demo."
                        + " Add what one of them looks for, such as package.json, index.html or a Dockerfile.",
                sentence());
    }

    @Test
    void namesTheFolderBelowThatIsAnApp() throws IOException {
        Files.createDirectories(folder.resolve(".cache"));
        Files.createDirectories(folder.resolve("site"));
        Files.writeString(folder.resolve(".cache/demo"), "");
        Files.writeString(folder.resolve("site/demo"), "");
        String expected =
                "No builder recognises this source (it holds .cache, site). Asked: demo. site/ is an app for demo:"
                        + " deploy that folder, or name it in nua-config.toml: [build] project = \"site\".";

        assertEquals(expected, sentence());
        Files.writeString(folder.resolve("site/demo"), "broken");
        assertEquals(expected, sentence());
    }

    @Test
    void asksWhatADockerfileBelowBuilds() throws IOException {
        Files.createDirectories(folder.resolve("docker"));
        Files.writeString(folder.resolve("docker/Dockerfile"), "FROM scratch\n");

        assertEquals(
                "No builder recognises this source (it holds docker). Asked: demo. There is a docker/Dockerfile: say in"
                        + " nua-config.toml what it builds, with [build] dockerfile = \"docker/Dockerfile\" for all of"
                        + " this folder, or [build] project = \"docker\" for its own.",
                sentence());
    }

    private String sentence() {
        Builder builder = source -> source.read("demo").map(text -> {
            if (text.equals("broken")) {
                throw NuaException.rejected("demo is broken: mend it.");
            }
            return (BuildPlan) new BuildPlan.Dockerfile(new RelativePath("demo"), 0, List.of());
        });
        return Optional.ofNullable(new Unrecognised(
                                SourceTree.of(folder), List.of(new Contribution<>("demo", 1, "demo 1", builder)))
                        .rejected(List.of())
                        .getMessage())
                .orElseThrow();
    }
}
