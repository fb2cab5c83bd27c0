package rocks.nua.builder.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;
import rocks.nua.testkit.Specs;

class DockerfileBuilderTest extends BuilderContract {
    private static final Path EXAMPLES = Path.of("../../examples");

    @Override
    protected Builder builder() {
        return new DockerfileBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(EXAMPLES.resolve("hello-dockerfile"));
    }

    @Override
    protected List<Path> rejected() {
        return List.of(EXAMPLES.resolve("rejected/dockerfile-no-from"));
    }

    @Override
    protected List<Path> foreign() {
        return List.of(EXAMPLES.resolve("hello-node"), EXAMPLES.resolve("hello-static"));
    }

    @ParameterizedTest
    @CsvSource({
        "'FROM a\nEXPOSE 80', 80",
        "'from a\nexpose 8080/tcp 9090', 8080",
        "'FROM a AS build\nEXPOSE 1\nFROM b\nEXPOSE 2\n', 2",
        "'FROM a AS build\nEXPOSE 1\nFROM b\n', 0",
        "'ARG P=1\nFROM a\nEXPOSE $P', 0",
        "'FROM a\nEXPOSE 53/udp', 0",
        "'FROM a\n# EXPOSE 80', 0"
    })
    void takesThePortThatTheLastStageExposes(String dockerfile, int port, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), dockerfile);

        assertEquals(port, builder().plan(SourceTree.of(folder)).orElseThrow().port());
    }

    @Test
    void rejectsADockerfileWithoutFrom(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "RUN true\n");

        var refusal = assertThrows(NuaException.class, () -> builder().plan(SourceTree.of(folder)));
        assertEquals("Dockerfile has no FROM line: start it with the image that it builds on.", refusal.getMessage());
    }

    @Test
    void buildsTheFileThatTheManifestNames(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM a\n");
        Files.createDirectory(folder.resolve("docker"));
        Files.writeString(folder.resolve("docker/prod.Dockerfile"), "FROM b\nEXPOSE 9\n");

        var plan = (BuildPlan.Dockerfile)
                builder().plan(named(folder, "docker/prod.Dockerfile")).orElseThrow();
        assertEquals("docker/prod.Dockerfile", plan.path().value());
        assertEquals(9, plan.port());
        var refusal = assertThrows(NuaException.class, () -> builder().plan(named(folder, "gone")));
        assertEquals("The source has no file gone, which is to be built as its Dockerfile.", refusal.getMessage());
    }

    private static SourceTree named(Path folder, String dockerfile) {
        var build = new AppSpec.Build(
                "", "", List.of(), List.of(), List.of(), "", "", AppSpec.Origin.NONE, List.of(), dockerfile);
        return new SourceTree(folder, Specs.of(build));
    }
}
