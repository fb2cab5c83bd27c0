package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.Image;

@Tag("docker")
class DockerBuildTest {
    private static final Map<String, String> LABELS =
            Map.of("nuaeng.test", "build", "nua.platform", "nuaeng", "nua.app", "shop");
    private static final ImageRef TAG = new ImageRef("nuaeng/shop:1");

    private final Path source;
    private final DockerEngine engine;
    private final List<String> log = new ArrayList<>();

    DockerBuildTest(@TempDir Path home) throws IOException {
        this.source = Files.createDirectories(home.resolve("source"));
        this.engine = new DockerEngine(FixedSettings.at(home));
    }

    @BeforeEach
    void server() throws IOException {
        Files.writeString(
                source.resolve("server.js"),
                "require('http').createServer((q, s) => s.end('hello')).listen(process.env.PORT)\n");
    }

    @AfterEach
    void removalLeavesNothing() throws IOException {
        engine.images(Map.of("nuaeng.test", "build")).forEach(image -> engine.removeImage(image.id()));
        assertEquals(List.of(), engine.images(Map.of("nuaeng.test", "build")));
        engine.close();
    }

    private Image build(BuildPlan plan) {
        long start = System.nanoTime();
        Image image = engine.build(plan, SourceTree.of(source), TAG, LABELS, log::add);
        System.out.printf("build: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        return image;
    }

    private static Recipe recipe(List<String> packages, List<String> runPackages, Step... steps) {
        return new Recipe(
                Base.DEBIAN_13,
                packages,
                List.of(steps),
                List.of(new CachePath("/home/nua/.npm")),
                runPackages,
                List.of(),
                List.of("node", "server.js"),
                3000,
                Map.of("GREETING", "a \"b\" $c \\d"),
                List.of());
    }

    private String inside(String... command) {
        ContainerSpec wish = Wishes.of("built", command);
        var image = new ContainerSpec(
                wish.name(),
                TAG,
                wish.command(),
                Map.of(),
                LABELS,
                "",
                List.of(),
                List.of(),
                wish.resources(),
                "",
                false,
                Set.of());
        var out = new ByteArrayOutputStream();
        int status = engine.run(image, InputStream.nullInputStream(), out, Duration.ofMinutes(1));
        assertEquals(0, status, out.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneStage() throws IOException {
        Recipe plan = recipe(
                List.of(),
                List.of("nodejs"),
                new Step.Write("/etc/shop/conf", "written\n"),
                new Step.Copy(List.of()),
                Step.Run.shell("id -u > built; echo $HOME >> built; touch ~/.npm/kept"));
        Image first = build(plan);
        assertEquals(List.of(3000), first.exposedPorts());
        assertEquals("nua", first.user());
        assertEquals(List.of("node", "server.js"), first.command());
        Image again = build(plan);
        assertEquals(first.id(), again.id());
        assertEquals(
                "10001\n/home/nua\nwritten\na \"b\" $c \\d 3000\n/app 10001\n",
                inside("sh", "-c", "cat built /etc/shop/conf; echo \"$GREETING $PORT\"; stat -c '%n %u' /app"));
        assertTrue(inside("ls", "-A", "/home/nua", "/home/nua/.npm").contains(".npm"));
        assertEquals("", inside("sh", "-c", "find / -xdev -name kept 2> /dev/null || true"));

        Files.writeString(source.resolve("server.js"), "\n", java.nio.file.StandardOpenOption.APPEND);
        assertNotEquals(first.id(), build(plan).id());
        assertTrue(
                log.stream().anyMatch(line -> line.contains("apt-get install nodejs") && line.contains("(cached)")),
                log.toString());
    }

    @Test
    void twoStages() {
        Recipe plan = recipe(
                List.of("make"),
                List.of("nodejs"),
                new Step.Copy(List.of(new RelativePath("server.js"))),
                Step.Run.of("sh", "-c", "which make > made"));
        build(plan);
        assertEquals("/usr/bin/make\n", inside("cat", "made"));
        assertEquals("", inside("sh", "-c", "which make || true"));
        assertEquals("", inside("find", "/app", "!", "-user", "nua"));
    }

    @Test
    void buildStepsTrustTheExtraAuthoritiesAndKeepNoTrace() {
        build(recipe(
                List.of(),
                List.of("nodejs"),
                Step.Run.shell("sha256sum < /etc/ssl/certs/ca-certificates.crt > /app/during")));
        String during = inside("cat", "/app/during");
        String now = inside("sh", "-c", "sha256sum < /etc/ssl/certs/ca-certificates.crt");
        assertNotEquals(during, now);
    }

    @Test
    void failingStepIsTold() {
        var error = assertThrows(
                NuaException.class,
                () -> build(recipe(List.of(), List.of(), Step.Run.shell("echo first; echo it broke >&2; exit 4"))));
        assertEquals(Kind.REJECTED_BY_APP, error.kind());
        String text = String.valueOf(error.getMessage());
        assertTrue(text.contains("it broke") && text.contains("exit code 4") && !text.contains("--mount"), text);
        assertTrue(log.contains("it broke"), log.toString());
    }

    @Test
    void unknownPackageIsTheAppsFault() {
        var error = assertThrows(
                NuaException.class,
                () -> build(recipe(List.of(), List.of("no-such-package-at-all"), Step.Run.of("true"))));
        assertEquals(Kind.REJECTED_BY_APP, error.kind());
        assertTrue(String.valueOf(error.getMessage()).contains("Unable to locate package"), error.getMessage());
    }

    @Test
    void buildStepRunsOutOfMemory() {
        var error = assertThrows(
                NuaException.class,
                () -> build(recipe(
                        List.of(),
                        List.of("nodejs"),
                        Step.Run.of("node", "-e", "Buffer.alloc(4e9, 1); console.log('enough')"))));
        assertEquals(Kind.REJECTED_BY_APP, error.kind());
        assertTrue(String.valueOf(error.getMessage()).contains("out of memory"), error.getMessage());
    }

    @Test
    void buildEndsAtItsLimit() throws IOException {
        Files.writeString(source.resolve("Dockerfile"), "FROM nua/base:trixie\nRUN sleep 71\n");
        RelativePath dockerfile = new RelativePath("Dockerfile");
        long start = System.nanoTime();
        var settings = FixedSettings.at(source).with(Map.of("NUA_BUILD_MINUTES", "0.05"));
        DockerEngine hasty = new DockerEngine(settings);
        var plan = new BuildPlan.Dockerfile(dockerfile, 0, List.of());
        var error =
                assertThrows(NuaException.class, () -> hasty.build(plan, SourceTree.of(source), TAG, LABELS, log::add));
        assertEquals(Kind.REJECTED_BY_APP, error.kind());
        assertTrue(String.valueOf(error.getMessage()).contains("was ended after 3 s"), error.getMessage());
        hasty.close();
        assertTrue(System.nanoTime() - start < 20e9);
        assertTrue(ProcessHandle.allProcesses()
                .noneMatch(one -> one.info().commandLine().orElse("").endsWith("sleep 71")));
    }

    @Test
    void missingFileIsTheAppsFault() {
        var error = assertThrows(
                NuaException.class,
                () -> build(recipe(List.of(), List.of(), new Step.Copy(List.of(new RelativePath("absent.txt"))))));
        assertEquals(Kind.REJECTED_BY_APP, error.kind());
        assertTrue(String.valueOf(error.getMessage()).contains("absent.txt"), error.getMessage());
    }

    @Test
    void dockerfileOfTheSource() throws IOException {
        Files.writeString(source.resolve("Dockerfile"), "FROM nua/base:trixie\nCOPY . /data\nCMD [\"true\"]\n");
        Files.writeString(source.resolve(".dockerignore"), "*.log\n");
        Files.writeString(source.resolve("noise.log"), "x");
        build(new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 0, List.of()));
        assertEquals(".dockerignore\nDockerfile\nserver.js\n", inside("ls", "-A", "/data"));

        Files.writeString(source.resolve("Dockerfile"), "FROM nua/base:trixie\nRUM x\n");
        var wrong = assertThrows(
                NuaException.class,
                () -> build(new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 0, List.of())));
        assertEquals(Kind.REJECTED_BY_APP, wrong.kind());
        assertTrue(String.valueOf(wrong.getMessage()).contains("RUM"), wrong.getMessage());
    }

    @Test
    void prebuiltImage() {
        Image image = build(new BuildPlan.Prebuilt(Wishes.BASE, 0, List.of()));
        assertTrue(image.tags().contains(TAG.value()), image.tags().toString());
        engine.removeImage(TAG);
        assertTrue(engine.findImage(TAG).isEmpty());
        assertTrue(engine.findImage(Wishes.BASE).isPresent());
        var error = assertThrows(
                NuaException.class,
                () -> build(new BuildPlan.Prebuilt(new ImageRef("127.0.0.1:9/no/image:1"), 0, List.of())));
        assertEquals(Kind.UNAVAILABLE, error.kind());
    }
}
