package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.model.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The life of one app, each step on what the one before left. */
@Tag("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class JourneyIT {
    private static final String APP = "journey";

    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static Set<String> before = Set.of();

    private final Path source;

    JourneyIT(@TempDir Path folder) {
        source = Sources.copy("hello-node", folder.resolve("source"));
    }

    private static String visit() {
        return NUA.visit(APP, "/").expect(200).text().strip();
    }

    private void deploy(String text) {
        Sources.answer(source, text);
        NUA.deploy(source, APP).expect(0);
        assertEquals(text, visit());
    }

    private static Load load() {
        Load load = new Load(NUA.httpPort(), APP + ".localhost");
        load.more(200);
        return load;
    }

    private static Set<String> containers() {
        return NUA.engine().containers(NUA.label(APP)).stream()
                .map(Container::getId)
                .collect(Collectors.toSet());
    }

    /** The one container that serves, when those before it have drained. */
    private static Set<String> settled() {
        NuaPlatform.eventually("one container is left", () -> containers().size() == 1);
        return containers();
    }

    private static String state() {
        return NUA.rest().get("/apps/" + APP).expect(200).json().path("state").asText();
    }

    @Test
    @Order(1)
    void aFolderBecomesARunningApp() {
        before = NUA.things();
        Program deployed = NUA.deploy(source, APP).expect(0);
        assertEquals("http://" + APP + ".localhost:" + NUA.httpPort(), deployed.lastLine());
        for (String step : List.of("FETCH", "READ", "PLAN", "BUILD", "BIND", "RELEASE", "START", "PROBE", "SWITCH")) {
            assertTrue(
                    deployed.out().lines().anyMatch(line -> line.matches(step + " +[0-9]+\\.[0-9]{2}s  .*")),
                    step + " in " + deployed);
        }
        assertEquals("Hello from Nua", visit());
        assertTrue(NUA.nua("apps").expect(0).out().contains(APP));
    }

    @Test
    @Order(2)
    void unchangedItIsDeployedAgainWithTheSameImage() {
        Program deployed = NUA.deploy(source, APP).expect(0);
        var releases = NUA.rest().get("/apps/" + APP + "/releases").expect(200).json();
        assertEquals(2, releases.size(), deployed.toString());
        assertEquals(releases.get(0).path("image"), releases.get(1).path("image"));
    }

    @Test
    @Order(2)
    void itsBillOfMaterialsListsWhatIsInstalled() {
        Set<String> listed = new TreeSet<>();
        var bill =
                NUA.rest().get("/apps/" + APP + "/releases/1/sbom").expect(200).json();
        for (var component : bill.path("components")) {
            if (component.path("purl").asText().startsWith("pkg:deb/debian/")) {
                listed.add(component.path("name").asText() + " "
                        + component.path("version").asText());
            }
        }
        Program installed = NUA.nua("exec", APP, "--", "dpkg-query", "-W", "-f", "${Package} ${Version}\\n")
                .expect(0);
        assertEquals(new TreeSet<>(installed.out().lines().toList()), listed);
    }

    @Test
    @Order(3)
    void redeploysLoseNoRequest() {
        try (Load load = load()) {
            for (int i = 1; i <= 5; i++) {
                deploy("version " + i);
                load.more(100);
            }
            load.expectNoneLost();
        }
    }

    @Test
    @Order(4)
    void aFailingDeployLeavesTheOldOneAndShowsTheAppsOwnLog() throws Exception {
        Set<String> running = settled();
        Set<String> things = NUA.things();
        Files.copy(
                NuaPlatform.CHECKOUT.resolve("examples/rejected/exits-at-once/server.js"),
                source.resolve("server.js"),
                StandardCopyOption.REPLACE_EXISTING);
        try (Load load = load()) {
            Program failed = NUA.deploy(source, APP).expect(1);
            assertTrue((failed.out() + failed.err()).contains("DATABASE_URL is not set"), failed.toString());
            assertTrue((failed.out() + failed.err()).contains("FAILED at "), failed.toString());
            load.expectNoneLost();
        }
        assertEquals("version 5", visit());
        assertEquals(running, containers());
        NuaPlatform.eventually(
                "nothing of the failed one is left", () -> NUA.things().equals(things));
        var last = NUA.rest()
                .get("/apps/" + APP + "/deployments")
                .expect(200)
                .json()
                .get(0);
        assertEquals("FAILED", last.path("state").asText());
        Sentence.check(last.path("message").asText());
    }

    @Test
    @Order(5)
    void anEarlierReleaseComesBack() {
        try (Load load = load()) {
            NUA.nua("rollback", APP).expect(0);
            assertEquals("version 4", visit());
            NUA.nua("rollback", APP, "1").expect(0);
            assertEquals("Hello from Nua", visit());
            load.expectNoneLost();
        }
    }

    @Test
    @Order(6)
    void killingThePlatformLosesNoRequest() {
        deploy("before the kill");
        Set<String> running = settled();
        try (Load load = load()) {
            NUA.kill();
            assertEquals(5, NUA.nua("apps").status());
            load.more(500);
            NUA.nua("up").expect(0);
            load.more(200);
            load.expectNoneLost();
        }
        assertEquals(running, containers(), "what runs well is left alone");
        assertEquals("RUNNING", state());
        deploy("after the kill");
    }

    @Test
    @Order(7)
    void aDeploymentCutOffByAKillIsEndedAndLeavesNothing() {
        Set<String> running = settled();
        Sources.answer(source, "cut off");
        Thread deploying = new Thread(() -> NUA.deploy(source, APP));
        deploying.start();
        NuaPlatform.eventually("it is under way", () -> !NUA.rest()
                .get("/apps/" + APP + "/deployments")
                .json()
                .get(0)
                .path("state")
                .asText()
                .matches("SUCCEEDED|FAILED"));
        NUA.kill();
        assertEquals("after the kill", visit());
        NUA.nua("up").expect(0);
        NuaPlatform.eventually("it has ended", () -> NUA.rest()
                .get("/apps/" + APP + "/deployments")
                .json()
                .get(0)
                .path("state")
                .asText()
                .matches("SUCCEEDED|FAILED"));
        assertEquals(running.size(), settled().size());
        assertTrue(Set.of("after the kill", "cut off").contains(visit()), visit());
        assertEquals(List.of(), NUA.buildFolders());
    }

    @Test
    @Order(8)
    void whatWasLostMeanwhileIsMadeAgain() {
        deploy("made again");
        NUA.nua("down").expect(0);
        containers().forEach(NUA.engine()::destroy);
        NUA.nua("up").expect(0);
        NuaPlatform.eventually(
                "it serves again", () -> NUA.visit(APP, "/").text().strip().equals("made again"));
    }

    @Test
    @Order(9)
    void downAndUpLoseNoRequest() {
        try (Load load = load()) {
            NUA.nua("down").expect(0);
            load.more(300);
            NUA.nua("up").expect(0);
            load.more(300);
            load.expectNoneLost();
        }
    }

    @Test
    @Order(10)
    void itStopsStartsAndScales() {
        NUA.nua("stop", APP).expect(0);
        assertEquals(503, NUA.visit(APP, "/").status());
        assertEquals("STOPPED", state());
        NUA.nua("start", APP).expect(0);
        assertEquals("made again", visit());
        try (Load load = load()) {
            NUA.nua("scale", APP, "web=2").expect(0);
            assertEquals(2, containers().size());
            NUA.nua("restart", APP).expect(0);
            NUA.nua("scale", APP, "web=1").expect(0);
            load.expectNoneLost();
        }
        assertEquals(1, settled().size());
    }

    @Test
    @Order(11)
    void itsLogOutlivesARedeploy() {
        assertTrue(NUA.nua("logs", APP)
                        .expect(0)
                        .out()
                        .lines()
                        .filter(line -> line.contains("listening on"))
                        .count()
                > 1);
    }

    @Test
    @Order(12)
    void destroyedItLeavesNothing() {
        NUA.nua("destroy", APP, "--yes").expect(0);
        assertEquals(3, NUA.nua("info", APP).status());
        assertEquals(404, NUA.visit(APP, "/").status());
        NuaPlatform.eventually(
                "nothing of it is on the engine",
                () -> NUA.engine().things(NUA.label(APP)).isEmpty());
        Set<String> left = new TreeSet<>(NUA.things());
        left.removeAll(before);
        left.removeIf(thing -> thing.contains("router"));
        assertEquals(Set.of(), left);
        assertEquals(List.of(), NUA.folders(APP));
        assertEquals(List.of(), NUA.buildFolders());
        assertFalse(NUA.nua("apps").expect(0).out().contains(APP));
    }
}
