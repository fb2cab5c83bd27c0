package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of third parties come and go while everything runs. */
@Tag("docker")
final class PluginsIT {
    private static final int CYCLES = 30;

    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void clear() {
        for (var app : NUA.rest().get("/apps").json()) {
            NUA.nua("destroy", app.path("name").asText(), "--yes").expect(0);
        }
        for (var service : NUA.rest().get("/services").json()) {
            NUA.nua("services", "destroy", service.path("name").asText(), "--yes")
                    .expect(0);
        }
        for (var plugin : NUA.rest().get("/plugins").json()) {
            if (!plugin.path("origin").asText().equals("nua")) {
                NUA.nua("plugins", "uninstall", plugin.path("name").asText()).expect(0);
            }
        }
    }

    private static boolean builds(String name) {
        return NUA.rest().get("/builders").expect(200).text().contains("\"" + name + "\"");
    }

    private static Path drop(Path file) throws Exception {
        Path part = NUA.home().resolve("deploy/.part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(
                part, NUA.home().resolve("deploy").resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path source(String file, String text) throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve(file), text);
        return source;
    }

    @Test
    void aJarIsUsedByTheNextDeployAndGoneAfterItsRemoval() throws Exception {
        Path source = source("word.txt", "abracadabra");
        Program unknown = NUA.deploy(source, "word").expect(1);
        assertTrue((unknown.out() + unknown.err()).contains("FAILED at PLAN"), unknown.toString());

        Path deployed = drop(PluginJar.make(folder));
        NuaPlatform.eventually("the builder is there", () -> builds("word"));
        assertTrue(NUA.nua("plan", source.toString(), "--app", "word")
                .expect(0)
                .out()
                .contains("the folder has a word.txt"));
        NUA.deploy(source, "word").expect(0);
        assertEquals("abracadabra", NUA.visit("word", "/").expect(200).text());

        Files.delete(deployed);
        NuaPlatform.eventually("the builder is gone", () -> !builds("word"));
        Program again = NUA.deploy(source, "word").expect(1);
        assertTrue((again.out() + again.err()).contains("FAILED at PLAN"), again.toString());
        assertEquals("abracadabra", NUA.visit("word", "/").expect(200).text(), "what it built runs on");
        NUA.nua("restart", "word").expect(0);
        assertEquals("abracadabra", NUA.visit("word", "/").expect(200).text());
        assertFalse(
                Files.readString(NUA.home().resolve("karaf/data/log/karaf.log")).contains("NoClassDefFoundError"));
    }

    @Test
    void administratorsHoldThemInTheirHands() throws Exception {
        String jar = PluginJar.make(folder).toString();
        Program unsigned = NUA.nua("plugins", "install", jar).expect(1);
        assertTrue(unsigned.err().contains("org.example.word 1.0.0 is not signed"), unsigned.err());
        assertTrue(
                NUA.nua("plugins", "install", jar, "--unsigned").expect(0).out().contains("builder word"));
        assertTrue(
                NUA.nua("plugins", "install", jar, "--unsigned").expect(1).err().contains("installed already"));
        NUA.nua("plugins", "upgrade", jar, "--unsigned").expect(0);
        NUA.nua("plugins", "disable", "org.example.word").expect(0);
        assertFalse(builds("word"));
        NUA.nua("plugins", "enable", "org.example.word").expect(0);
        assertTrue(builds("word"));
        String list = NUA.nua("plugins", "list").expect(0).out();
        assertTrue(list.contains("rocks.nua.builder-node") && list.contains("word-builder.jar"), list);
        assertTrue(NUA.nua("plugins", "uninstall", "rocks.nua.builder-node")
                .expect(1)
                .err()
                .contains("part of Nua"));
        NUA.nua("plugins", "info", "nobody").expect(3);

        NUA.nua("down").expect(0);
        Program.run(
                folder,
                java.util.Map.of(),
                java.time.Duration.ofMinutes(1),
                java.util.List.of("rm", "-rf", NUA.home().resolve("karaf/data").toString()));
        NUA.nua("up").expect(0);
        assertTrue(builds("word"), "it outlives a restart without Karaf's cache");
        NUA.nua("plugins", "uninstall", "org.example.word").expect(0);
        assertFalse(builds("word"));
    }

    @Test
    void aPluginForApi10WorksOn1x() throws Exception {
        Path old = NuaPlatform.CHECKOUT.resolve("itests/src/test/fixtures/old-plugin-1.0.jar");
        NUA.nua("plugins", "install", old.toString(), "--unsigned").expect(0);
        Path source = source("old.txt", "still works");
        NUA.deploy(source, "old").expect(0);
        assertEquals("still works", NUA.visit("old", "/").expect(200).text());
        NUA.nua("services", "create", "oldshelf", "shelf").expect(0);
        NUA.nua("services", "link", "shelf", "old").expect(0);
        NUA.nua("services", "dump", "shelf", "old").expect(0);
        NUA.nua("services", "unlink", "shelf", "old").expect(0);
    }

    @Test
    void comingAndGoingDisturbsNobodyAndLeavesNothing() throws Exception {
        NUA.deploy(Sources.copy("hello-node", folder.resolve("hello")), "hello").expect(0);
        Path jar = PluginJar.make(folder);
        try (Load visitors = new Load(NUA.httpPort(), "hello.localhost");
                Load callers = new Load(NUA.port("NUA_API_PORT"), "localhost", "/api/v1/health")) {
            cycle(jar, 5);
            Footprint before = Footprint.of(NUA.pid());
            cycle(jar, CYCLES);
            Footprint.of(NUA.pid()).expectNoMoreThan(before);
            callers.expectNoneLost();
            visitors.expectNoneLost();
        }
    }

    private static void cycle(Path jar, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            NUA.rest()
                    .call("POST", "/plugins?unsigned=true", "application/java-archive", BodyPublishers.ofFile(jar), "")
                    .expect(201);
            assertTrue(builds("word"));
            NUA.rest().delete("/plugins/org.example.word").expect(204);
            assertFalse(builds("word"));
        }
    }
}
