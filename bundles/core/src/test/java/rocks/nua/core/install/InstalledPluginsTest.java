package rocks.nua.core.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.catalogue.Repositories.Channel;
import rocks.nua.api.catalogue.Repositories.Listing;
import rocks.nua.api.platform.Event;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.api.plugin.Plugins.Consent;
import rocks.nua.api.plugin.Plugins.Info;
import rocks.nua.api.plugin.Plugins.State;
import rocks.nua.core.source.Workspace;

class InstalledPluginsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Host host;

    @BeforeEach
    void start() throws Exception {
        host = new Host(Files.createDirectory(folder.resolve("home")));
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private Path jar(String name, String version) throws Exception {
        return SampleJar.plugin(folder.resolve(name + "-" + version + ".jar"), name, version);
    }

    private static String refused(NuaException.Kind kind, Executable work) {
        NuaException refusal = assertThrows(NuaException.class, work);
        assertEquals(kind, refusal.kind(), refusal.getMessage());
        assertTrue(refusal.getMessage().matches("[^\\n]{20,400}\\."), refusal.getMessage());
        return refusal.getMessage();
    }

    private List<String> events() {
        return host.store.events(100).stream().map(Event::type).toList();
    }

    @Test
    void comesIsListedAndGoes() throws Exception {
        Info word = host.install(jar("word", "1.0.0"), Host.UNSIGNED);
        assertEquals(
                new Info(
                        "org.example.word",
                        "1.0.0",
                        State.ACTIVE,
                        "",
                        "word-1.0.0.jar",
                        "",
                        false,
                        List.of("builder word"),
                        List.of()),
                word);
        assertEquals(List.of(word), host.plugins.list(Host.CALLER));
        assertEquals(word, host.plugins.get("org.example.word", Host.CALLER));
        int before = host.bundles();
        host.plugins.uninstall("org.example.word", Host.CALLER);
        assertEquals(List.of(), host.plugins.list(Host.CALLER));
        assertEquals(before - 1, host.bundles());
        assertEquals(List.of("plugin.installed", "plugin.uninstalled"), events());
        refused(NuaException.Kind.NOT_FOUND, () -> host.plugins.uninstall("org.example.word", Host.CALLER));
        try (var left = Files.list(host.home.resolve("plugins/incoming"))) {
            assertEquals(0, left.count(), "what came in is cleared away");
        }
    }

    @Test
    void outlivesTheFrameworksCache() throws Exception {
        host.install(jar("word", "1.0.0"), Host.UNSIGNED);
        host.install(jar("off", "1.0.0"), Host.UNSIGNED);
        host.plugins.disable("org.example.off", Host.CALLER);
        host.close();
        Workspace.delete(host.home.resolve("cache"));
        host = new Host(host.home);
        assertEquals(
                State.ACTIVE, host.plugins.get("org.example.word", Host.CALLER).state());
        assertEquals(
                State.DISABLED, host.plugins.get("org.example.off", Host.CALLER).state());
        assertEquals(1, host.builders());
        assertEquals(
                List.of("builder off"),
                host.plugins.enable("org.example.off", Host.CALLER).gives());
        host.close();
        host = new Host(host.home);
        assertEquals(2, host.builders(), "from the cache");
    }

    @Test
    void isReplacedInPlace() throws Exception {
        host.install(jar("word", "1.0.0"), Host.UNSIGNED);
        String again = refused(NuaException.Kind.CONFLICT, () -> host.install(jar("word", "1.1.0"), Host.UNSIGNED));
        assertTrue(again.contains("in version 1.0.0"), again);
        int bundles = host.bundles();
        Info upgraded = host.plugins.upgrade(Host.file(jar("word", "1.1.0")), Host.UNSIGNED, Host.CALLER);
        assertEquals("1.1.0", upgraded.version());
        assertEquals(bundles, host.bundles());
        assertEquals(1, host.builders());
        refused(
                NuaException.Kind.NOT_FOUND,
                () -> host.plugins.upgrade(Host.file(jar("other", "1.0.0")), Host.UNSIGNED, Host.CALLER));
    }

    @Test
    void whatThisPlatformDoesNotHaveIsSaid() throws Exception {
        Path needy = SampleJar.plugin(
                folder.resolve("needy.jar"),
                "word",
                "2.0.0",
                Map.of(
                        "Import-Package",
                        "org.osgi.framework,rocks.nua.api.build,rocks.nua.api.service;version=\"[1.2,2)\""));
        assertEquals(
                "org.example.word needs rocks.nua.api.service 1.2 (below 2.0), this platform has 1.1.",
                refused(NuaException.Kind.CONFLICT, () -> host.install(needy, Host.UNSIGNED)));
        assertEquals(List.of(), host.plugins.list(Host.CALLER));
        assertEquals(1, host.bundles());

        host.install(jar("word", "1.0.0"), Host.UNSIGNED);
        refused(NuaException.Kind.CONFLICT, () -> host.plugins.upgrade(Host.file(needy), Host.UNSIGNED, Host.CALLER));
        assertEquals("1.0.0", host.plugins.get("org.example.word", Host.CALLER).version());
        assertEquals(1, host.builders(), "what was there works on");

        Path lost = SampleJar.plugin(
                folder.resolve("lost.jar"),
                "lost",
                "1",
                Map.of("Import-Package", "org.osgi.framework,rocks.nua.api.build,org.example.library"));
        assertEquals(
                "org.example.lost needs org.example.library, which this platform does not have.",
                refused(NuaException.Kind.CONFLICT, () -> host.install(lost, Host.UNSIGNED)));
    }

    @Test
    void twoDoNotGiveTheSame() throws Exception {
        host.install(jar("word", "1.0.0"), Host.UNSIGNED);
        Path twin = SampleJar.plugin(folder.resolve("twin.jar"), "twin", "1", Map.of("Sample", "word"));
        String said = refused(NuaException.Kind.CONFLICT, () -> host.install(twin, Host.UNSIGNED));
        assertTrue(said.contains("builder word") && said.contains("org.example.word gives already"), said);
        assertEquals(1, host.builders());
    }

    @Test
    void aKarBringsItsLibraries() throws Exception {
        Path library = SampleJar.zip(
                folder.resolve("library.jar"),
                Map.of(
                        "Bundle-ManifestVersion",
                        "2",
                        "Bundle-SymbolicName",
                        "org.example.library",
                        "Export-Package",
                        "org.example.library"),
                Map.of("org/example/library/x.txt", new byte[1]));
        Path plugin = SampleJar.plugin(
                folder.resolve("word.jar"),
                "word",
                "1.0.0",
                Map.of("Import-Package", "org.osgi.framework,rocks.nua.api.build,org.example.library"));
        Path kar = SampleJar.zip(
                folder.resolve("word.kar"),
                Map.of("Karaf-Feature-Start", "true"),
                Map.of(
                        "repository/a/library.jar", Files.readAllBytes(library),
                        "repository/b/word.jar", Files.readAllBytes(plugin)));
        Info word = host.install(kar, Host.UNSIGNED);
        assertEquals("org.example.word", word.name());
        assertEquals(State.ACTIVE, word.state());
        assertEquals(3, host.bundles());
        host.plugins.upgrade(Host.file(jar("word", "1.1.0")), Host.UNSIGNED, Host.CALLER);
        assertEquals(2, host.bundles(), "the library has gone with its kar");
    }

    @Test
    void onlyWhoIsTrustedSignsForAll() throws Exception {
        Signing acme = new Signing(folder, "Acme");
        Path signed = acme.sign(jar("word", "1.0.0"));
        String unsigned = refused(NuaException.Kind.CONFLICT, () -> host.install(jar("word", "1.0.0"), Host.NONE));
        assertTrue(unsigned.contains("is not signed") && unsigned.contains("--unsigned"), unsigned);
        String unknown = refused(NuaException.Kind.CONFLICT, () -> host.install(signed, Host.NONE));
        assertTrue(unknown.contains("CN=Acme") && unknown.contains("does not trust"), unknown);

        var signer = host.plugins.trust(acme.pem(), Host.CALLER);
        assertEquals("CN=Acme", signer.name());
        assertEquals(List.of(signer), host.plugins.signers(Host.CALLER));
        Info word = host.install(signed, Host.NONE);
        assertEquals("CN=Acme true", word.signer() + " " + word.trusted());
        host.plugins.uninstall("org.example.word", Host.CALLER);

        host.plugins.distrust(signer.fingerprint().substring(0, 8), Host.CALLER);
        refused(NuaException.Kind.CONFLICT, () -> host.install(signed, Host.NONE));
        refused(NuaException.Kind.NOT_FOUND, () -> host.plugins.distrust("00", Host.CALLER));
        refused(NuaException.Kind.BAD_REQUEST, () -> host.plugins.trust("no certificate", Host.CALLER));
    }

    @Test
    void aPackageOfASignedRepositoryIsInstalledByItsId() throws Exception {
        Path shop = Files.createDirectory(folder.resolve("shop"));
        Path file = SampleJar.plugin(shop.resolve("word.jar"), "word", "1.0.0");
        Listing listing = host.repositories.inspect(
                Files.newInputStream(file), new RelativePath("word.jar"), Channel.BETA, Host.CALLER);
        assertEquals("org.example.word 1.0.0 PLUGIN", listing.id() + " " + listing.version() + " " + listing.kind());
        String index =
                "{\"format\":1,\"packages\":[{\"id\":\"%s\",\"kind\":\"%s\",\"archive\":\"word.jar\",\"channel\":\"beta\",\"sha256\":\"%s\"}]}"
                        .formatted(listing.id(), listing.kind(), listing.sha256());
        Files.writeString(shop.resolve("index.json"), index);
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(index.getBytes(UTF_8));
        Files.write(shop.resolve("index.json.sig"), signature.sign());
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";

        PluginSource word = new PluginSource.Address("org.example.word");
        host.repositories.add(shop.toString(), "calm", pem, Channel.STABLE, Host.CALLER);
        refused(NuaException.Kind.NOT_FOUND, () -> host.plugins.install(word, Host.NONE, Host.CALLER));
        host.repositories.add(shop.toString(), "new", pem, Channel.BETA, Host.CALLER);
        Info installed = host.plugins.install(word, Host.NONE, Host.CALLER);
        assertEquals("repository new true", installed.signer() + " " + installed.trusted());
        assertEquals("org.example.word of repository new", installed.origin());
        host.plugins.uninstall("org.example.word", Host.CALLER);

        byte[] good = Files.readAllBytes(file);
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        String other = refused(
                NuaException.Kind.UNAVAILABLE, () -> host.plugins.install(word, new Consent(true, true), Host.CALLER));
        assertTrue(other.contains("is not what its index says"), other);
        host.repositories.remove("new", Host.CALLER);
        Files.write(file, good);
        host.repositories.add(shop.toString(), "open", "", Channel.BETA, Host.CALLER);
        String unsigned = refused(NuaException.Kind.CONFLICT, () -> host.plugins.install(word, Host.NONE, Host.CALLER));
        assertTrue(unsigned.contains("--unsigned"), unsigned);
    }

    @Test
    void whatCannotBeListedIsRefused() throws Exception {
        for (String name : List.of("word.jar", "word.kar", "word.tar.gz")) {
            refused(
                    NuaException.Kind.BAD_REQUEST,
                    () -> host.repositories.inspect(
                            new ByteArrayInputStream("no archive".getBytes(UTF_8)),
                            new RelativePath(name),
                            Channel.STABLE,
                            Host.CALLER));
        }
        Path loud = SampleJar.plugin(folder.resolve("loud.jar"), "Loud", "1");
        String said = refused(
                NuaException.Kind.BAD_REQUEST,
                () -> host.repositories.inspect(
                        Files.newInputStream(loud), new RelativePath("loud.jar"), Channel.STABLE, Host.CALLER));
        assertTrue(said.contains("org.example.Loud"), said);
    }

    @Test
    void whatWasChangedAfterSigningIsRefused() throws Exception {
        Signing acme = new Signing(folder, "Acme");
        host.plugins.trust(acme.pem(), Host.CALLER);
        Path signed = acme.sign(jar("word", "1.0.0"));
        Consent all = new Consent(true, true);
        for (String change : List.of("changed", "added", "missing")) {
            Path other = folder.resolve(change + ".jar");
            Files.copy(signed, other);
            try (var zip = java.nio.file.FileSystems.newFileSystem(other)) {
                Path notes = zip.getPath("notes.txt");
                switch (change) {
                    case "changed" -> Files.writeString(notes, "other");
                    case "added" -> Files.writeString(zip.getPath("more.txt"), "more");
                    default -> Files.delete(notes);
                }
            }
            String said = refused(NuaException.Kind.BAD_REQUEST, () -> host.install(other, all));
            assertTrue(said.contains("changed after it was signed"), said);
        }
        assertEquals(1, host.bundles());
    }

    @Test
    void permissionsAreShownAndAgreedTo() throws Exception {
        Path asking = SampleJar.plugin(
                folder.resolve("asking.jar"), "asking", "1.0.0", Map.of("Nua-Permissions", "network, engine"));
        Info shown = host.plugins.inspect(Host.file(asking), Host.CALLER);
        assertEquals(List.of("engine", "network"), shown.permissions());
        assertEquals("It is not installed.", shown.message());
        String said = refused(NuaException.Kind.CONFLICT, () -> host.install(asking, Host.UNSIGNED));
        assertTrue(said.contains("engine, network") && said.contains("--yes"), said);
        host.install(asking, new Consent(true, true));
        host.plugins.upgrade(Host.file(asking), Host.UNSIGNED, Host.CALLER);
        Path odd = SampleJar.plugin(folder.resolve("odd.jar"), "odd", "1", Map.of("Nua-Permissions", "all"));
        refused(NuaException.Kind.BAD_REQUEST, () -> host.install(odd, new Consent(true, true)));
    }

    @Test
    void whatIsNotDeclaredCannotBeHad() throws Exception {
        Map<String, String> wants = Map.of("Sample-Wants", "rocks.nua.api.store.Store");
        Path silent = SampleJar.plugin(folder.resolve("silent.jar"), "silent", "1", wants);
        Info without = host.install(silent, Host.UNSIGNED);
        assertEquals(List.of(), without.gives());
        assertEquals("It adds nothing that can be used.", without.message());
        Map<String, String> declares = new java.util.HashMap<>(wants);
        declares.put("Nua-Permissions", "state");
        Path honest = SampleJar.plugin(folder.resolve("honest.jar"), "honest", "1", declares);
        assertEquals(
                List.of("builder honest"),
                host.install(honest, new Consent(true, true)).gives());
    }

    @Test
    void whatIsNoPluginIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "no zip");
        refused(NuaException.Kind.BAD_REQUEST, () -> host.install(text, Host.UNSIGNED));
        Path plain = SampleJar.zip(folder.resolve("plain.jar"), Map.of(), Map.of("a.txt", new byte[1]));
        refused(NuaException.Kind.BAD_REQUEST, () -> host.install(plain, Host.UNSIGNED));
        Path named =
                SampleJar.plugin(folder.resolve("named.jar"), "named", "1", Map.of("Bundle-SymbolicName", "../../etc"));
        refused(NuaException.Kind.BAD_REQUEST, () -> host.install(named, Host.UNSIGNED));
        Path fragment = SampleJar.plugin(
                folder.resolve("fragment.jar"), "fragment", "1", Map.of("Fragment-Host", "rocks.nua.nua-core"));
        refused(NuaException.Kind.BAD_REQUEST, () -> host.install(fragment, Host.UNSIGNED));
        refused(
                NuaException.Kind.BAD_REQUEST,
                () -> host.plugins.install(new PluginSource.Address("file:/etc/passwd"), Host.UNSIGNED, Host.CALLER));
        Caller operator = new Caller("operator", Set.of(Permission.VIEW, Permission.OPERATE));
        refused(
                NuaException.Kind.DENIED,
                () -> host.plugins.install(Host.file(jar("word", "1")), Host.UNSIGNED, operator));
        assertEquals(1, host.bundles());
    }

    @Test
    void theDeployFolderIsFollowed() throws Exception {
        Path deploy = host.home.resolve("deploy");
        try (DeployFolder watched = new DeployFolder(deploy, host.plugins)) {
            watched.open();
            Host.await("the folder is there", () -> Files.isDirectory(deploy));
            Files.copy(jar("word", "1.0.0"), deploy.resolve("word.jar"));
            Host.await(
                    "the plugin is there", () -> host.plugins.list(Host.CALLER).size() == 1);
            assertEquals(1, host.builders());
            Info word = host.plugins.get("org.example.word", Host.CALLER);
            assertEquals("deploy/word.jar", word.origin());
            Files.move(
                    jar("word", "1.2.0"),
                    deploy.resolve("word.jar"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            Host.await("the next version is there", () -> host.plugins
                    .get("org.example.word", Host.CALLER)
                    .version()
                    .equals("1.2.0"));
            Files.writeString(deploy.resolve("broken.jar"), "no zip");
            Host.await("the other is told", () -> host.plugins.list(Host.CALLER).size() == 2);
            Info broken = host.plugins.get("deploy/broken.jar", Host.CALLER);
            assertTrue(broken.message().contains("cannot be read as a zip file"), broken.message());
            Files.delete(deploy.resolve("broken.jar"));
            Files.delete(deploy.resolve("word.jar"));
            Host.await("both have gone", () -> host.plugins.list(Host.CALLER).isEmpty());
            assertEquals(0, host.builders());
        }
    }

    @Test
    void theDeployFolderIsComparedAtTheStart() throws Exception {
        Path deploy = Files.createDirectory(host.home.resolve("deploy"));
        Files.copy(jar("word", "1.0.0"), deploy.resolve("word.jar"));
        Files.copy(jar("gone", "1.0.0"), deploy.resolve("gone.jar"));
        try (DeployFolder watched = new DeployFolder(deploy, host.plugins)) {
            watched.open();
            Host.await("both are there", () -> host.plugins.list(Host.CALLER).size() == 2);
        }
        Files.delete(deploy.resolve("gone.jar"));
        host.close();
        host = new Host(host.home);
        try (DeployFolder watched = new DeployFolder(deploy, host.plugins)) {
            watched.open();
            Host.await("one has gone", () -> host.plugins.list(Host.CALLER).size() == 1);
            host.plugins.uninstall("org.example.word", Host.CALLER);
            assertFalse(Files.exists(deploy.resolve("word.jar")), "else it would come again");
        }
    }
}
