package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of third parties come and go while everything runs. */
@Tag("docker")
final class PluginsIT {
    private static final int CYCLES = 30;

    private static final FolderServer WEB = new FolderServer();

    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform(Map.of("NUA_MAVEN_REPOSITORY", WEB.address("maven")));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterAll
    static void closeWeb() throws IOException {
        WEB.close();
    }

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
                Map.of(),
                Duration.ofMinutes(1),
                List.of("rm", "-rf", NUA.home().resolve("karaf/data").toString()));
        NUA.nua("up").expect(0);
        assertTrue(builds("word"), "it outlives a restart without Karaf's cache");
        NUA.nua("plugins", "uninstall", "org.example.word").expect(0);
        assertFalse(builds("word"));
    }

    @Test
    void anAddressIsCheckedLikeAFile() throws Exception {
        Files.copy(PluginJar.make(folder), WEB.file("word.jar"));
        String address = WEB.address("word.jar");
        assertTrue(NUA.nua("plugins", "install", address).expect(1).err().contains("is not signed"));
        NUA.nua("plugins", "install", address, "--unsigned").expect(0);
        assertTrue(builds("word"));
        Path twin = PluginJar.make(folder, "twin", Map.of());
        String clash = refused(twin.toString(), "--unsigned");
        assertTrue(clash.contains("builder word, which org.example.word gives already"), clash);
        NUA.nua("plugins", "uninstall", "org.example.word").expect(0);
        Path needy =
                PluginJar.make(folder, "needy", Map.of("Import-Package", "rocks.nua.api.build;version=\"[1.9,2)\",*"));
        String missing = refused(needy.toString(), "--unsigned");
        assertTrue(
                missing.matches(
                        "org.example.needy needs rocks.nua.api.build 1.9 \\(below 2.0\\), this platform has 1.\\d+.\n"),
                missing);
        assertTrue(refused(WEB.address("none.jar"), "--unsigned").contains("404"));
        assertTrue(refused("mvn:org.example/none/1.0.0", "--unsigned").contains("404"));
    }

    private static String refused(String plugin, String... consent) {
        List<String> command = new ArrayList<>(List.of("plugins", "install", plugin));
        command.addAll(List.of(consent));
        Program refused = NUA.nua(command.toArray(String[]::new));
        assertTrue(refused.status() == 1 || refused.status() == 2, refused.toString());
        String told = refused.err();
        assertEquals(1, told.lines().count(), told);
        return told;
    }

    @Test
    void aSignedKarOfAMavenRepositoryNeedsNoFurtherWord() throws Exception {
        Path kar = WEB.file("maven/org/example/word/1.0.0/word-1.0.0.kar");
        run(
                "jar",
                "-cf",
                kar.toString(),
                "-C",
                folder.toString(),
                PluginJar.make(folder).getFileName().toString());
        String keys = folder.resolve("keys.p12").toString();
        String[] store = {"-keystore", keys, "-storepass", "sesame1"};
        run("keytool", store, "-genkeypair", "-alias", "acme", "-keyalg", "EC", "-dname", "CN=Acme");
        String certificate = folder.resolve("acme.pem").toString();
        run("keytool", store, "-exportcert", "-rfc", "-alias", "acme", "-file", certificate);
        run("jarsigner", store, kar.toString(), "acme");
        assertTrue(refused("mvn:org.example/word/1.0.0/kar")
                .contains("signed by CN=Acme, whom this platform does not trust"));
        NUA.nua("plugins", "trust", certificate).expect(0);
        NUA.nua("plugins", "install", "mvn:org.example/word/1.0.0/kar").expect(0);
        assertTrue(
                NUA.nua("plugins", "info", "org.example.word").expect(0).out().contains("CN=Acme"));
        assertTrue(builds("word"));
        NUA.nua("plugins", "uninstall", "org.example.word").expect(0);
        run("jar", "-uf", kar.toString(), "-C", folder.toString(), "acme.pem");
        String changed = refused("mvn:org.example/word/1.0.0/kar", "--unsigned", "--yes");
        assertTrue(changed.contains("was changed after it was signed"), changed);
        assertFalse(builds("word"));
    }

    @Test
    void aRepositoryIsMadeSignedSearchedAndUsed() throws Exception {
        Path shop = WEB.file("shop/beta/word-1.0.0.jar").getParent().getParent();
        Path jar = PluginJar.make(folder);
        Files.copy(jar, shop.resolve("beta/word-1.0.0.jar"));
        Files.write(
                shop.resolve("pages-2.tar"),
                Sources.archive(
                        Sources.file("nua-config.toml"),
                        "format = 1\n[metadata]\nid = \"pages\"\nversion = \"2\"\ntitle = \"Some pages\"\n"));
        String secret = folder.resolve("secret.pem").toString();
        String key = folder.resolve("key.pem").toString();
        run("openssl", "genpkey", "-algorithm", "ed25519", "-out", secret);
        run("openssl", "pkey", "-in", secret, "-pubout", "-out", key);
        NUA.nua("repositories", "index", shop.toString(), "--key", secret).expect(0);

        NUA.nua("repositories", "add", WEB.address("shop"), "--name", "calm", "--key", key)
                .expect(0);
        String found = NUA.nua("packages", "search").expect(0).out();
        assertTrue(found.contains("Some pages") && !found.contains("org.example.word"), found);
        NUA.nua("plugins", "install", "org.example.word").expect(3);
        NUA.nua("packages", "install", "pages").expect(0);
        assertEquals("hello", NUA.visit("pages", "/").expect(200).text());

        NUA.nua("repositories", "add", WEB.address("shop"), "--name", "new", "--key", key, "--channel", "beta")
                .expect(0);
        assertTrue(NUA.nua("packages", "search", "word").expect(0).out().contains("plugin"));
        NUA.nua("plugins", "install", "pages").expect(1);
        String installed =
                NUA.nua("plugins", "install", "org.example.word").expect(0).out();
        assertTrue(installed.contains("repository new") && installed.contains("builder word"), installed);
        assertTrue(NUA.nua("plan", source("word.txt", "x").toString())
                .expect(0)
                .out()
                .contains("word.txt"));

        PluginJar.make(
                folder, "word-builder", Map.of("Bundle-SymbolicName", "org.example.word", "Bundle-Version", "1.1.0"));
        Path next = shop.resolve("beta/word-1.1.0.jar");
        Files.copy(jar, next);
        NUA.nua("repositories", "index", shop.toString(), "--key", secret).expect(0);
        NUA.nua("repositories", "refresh", "new").expect(0);
        assertTrue(NUA.nua("plugins", "upgrade", "org.example.word")
                .expect(0)
                .out()
                .contains("1.1.0"));
        Files.write(next, new byte[] {1}, StandardOpenOption.APPEND);
        String other =
                NUA.nua("plugins", "upgrade", "org.example.word").expect(1).err();
        assertTrue(other.contains("is not what its index says"), other);
        NUA.nua("repositories", "remove", "new").expect(0);
        NUA.nua("repositories", "remove", "calm").expect(0);
        assertTrue(builds("word"), "what was installed from it stays");
    }

    private void run(String program, String... arguments) {
        run(program, arguments, new String[0]);
    }

    private void run(String program, String[] arguments, String... more) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        command.addAll(List.of(more));
        Program.run(folder, Map.of(), Duration.ofMinutes(1), command).expect(0);
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
