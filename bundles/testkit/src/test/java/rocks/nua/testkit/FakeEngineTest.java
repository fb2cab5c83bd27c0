package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.Secret;
import rocks.nua.api.app.Resources;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.Image;

class FakeEngineTest {
    private static final BuildPlan PLAN = new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 8111, List.of());
    private static final Map<String, String> LABELS = Map.of("app", "shop");

    private final FakeEngine engine = new FakeEngine();
    private final Path folder;

    FakeEngineTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void end() {
        engine.close();
    }

    private Image build() {
        return engine.build(PLAN, SourceTree.of(folder), new ImageRef("nua/shop"), LABELS, line -> {});
    }

    private static ContainerSpec wish(String name, Image image, String port) {
        return new ContainerSpec(
                name,
                image.id(),
                List.of(),
                Map.of("PORT", new Secret(port)),
                LABELS,
                "shop",
                List.of("web"),
                List.of(new ContainerSpec.Mount.Volume("shop-data", "/data")),
                Resources.DEFAULT,
                "",
                true,
                Set.of());
    }

    private static String get(Container container, int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + container.address() + ":" + port + "/"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void containersOnTheSamePortAnswerSideBySide() throws Exception {
        Image image = build();
        Container one = engine.ensure(wish("one", image, "8112"));
        Container two = engine.ensure(wish("two", image, "8112"));

        assertNotEquals(one.address(), two.address());
        assertEquals("Hello from Nua", get(one, 8112));
        assertEquals("Hello from Nua", get(two, 8112));
    }

    @Test
    void equalSourceGivesTheSameImageAndChangedSourceAnother() throws IOException {
        Image first = build();
        assertEquals(first.id(), build().id());

        Files.writeString(folder.resolve("app.js"), "changed");
        assertNotEquals(first.id(), build().id());
    }

    @Test
    void theSameWishKeepsItsContainerAndAnotherReplacesIt() throws IOException {
        Image image = build();
        Container first = engine.ensure(wish("one", image, "8112"));
        assertEquals(first.id(), engine.ensure(wish("one", image, "8113")).id());

        Files.writeString(folder.resolve("app.js"), "changed");
        assertNotEquals(first.id(), engine.ensure(wish("one", build(), "8112")).id());
        assertEquals(1, engine.list(LABELS).size());
    }

    @Test
    void aProgramThatExitsLeavesItsStatusAndLastLines() {
        engine.program(FakeProgram.exiting(3, "cannot read config"));
        Container container = engine.ensure(wish("one", build(), "8112"));

        assertFalse(container.running());
        assertEquals(3, container.exitStatus());
        List<String> lines = new ArrayList<>();
        engine.logs("one", Instant.EPOCH, true, lines::add);
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).matches("\\S+Z cannot read config"), lines.get(0));
    }

    @Test
    void followingTheLogEndsWithTheContainer() throws Exception {
        engine.program(FakeProgram.deaf());
        engine.ensure(wish("one", build(), "8112"));
        List<String> lines = new ArrayList<>();
        var reader = new Thread(() -> engine.logs("one", Instant.EPOCH, true, lines::add));
        reader.start();
        engine.write("one", "a line");
        engine.crash("one", 1);
        reader.join(5000);

        assertFalse(reader.isAlive());
        assertTrue(lines.get(0).endsWith("a line"));
    }

    @Test
    void whatIsGoneIsUnavailableAndComesBack() {
        engine.gone(true);
        var refused = assertThrows(NuaException.class, engine::info);
        assertEquals(NuaException.Kind.UNAVAILABLE, refused.kind());

        engine.gone(false);
        assertEquals("fake", engine.info().name());
    }

    @Test
    void aFailingBuildLeavesNoImage() {
        engine.failBuilds("Step 2 failed.");
        var refused = assertThrows(NuaException.class, this::build);

        assertEquals(NuaException.Kind.REJECTED_BY_APP, refused.kind());
        assertEquals(List.of(), engine.images(LABELS));
    }

    @Test
    void networkAndVolumeComeWithTheContainerAndStayUntilRemoved() {
        Image image = build();
        engine.ensure(wish("one", image, "8112"));
        engine.removeNetwork("shop");
        engine.removeImage(image.id());
        assertEquals(List.of("shop"), engine.networks(LABELS));
        assertTrue(engine.findImage(image.id()).isPresent());

        engine.remove("one", Duration.ZERO);
        engine.removeNetwork("shop");
        engine.removeVolume("shop-data");
        engine.removeImage(image.id());
        assertEquals(List.of(), engine.networks(Map.of()));
        assertEquals(List.of(), engine.volumes(Map.of()));
        assertEquals(List.of(), engine.images(Map.of()));
    }

    @Test
    void commandsAreAnsweredByTheTest() {
        engine.commands((wish, command, in, out) -> {
            out.write(command.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return 7;
        });
        engine.ensure(wish("one", build(), "8112"));
        var out = new java.io.ByteArrayOutputStream();
        int status =
                engine.exec("one", List.of("ls"), java.io.InputStream.nullInputStream(), out, Duration.ofSeconds(1));

        assertEquals(7, status);
        assertEquals("[ls]", out.toString(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(List.of("build nua/shop", "ensure one", "exec one"), engine.calls());
    }
}
