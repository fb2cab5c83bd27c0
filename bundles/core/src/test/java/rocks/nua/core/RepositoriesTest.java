package rocks.nua.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Source;
import rocks.nua.api.catalogue.Catalogue;
import rocks.nua.api.catalogue.Repositories;
import rocks.nua.api.catalogue.Repositories.Channel;
import rocks.nua.api.catalogue.Repositories.Repository;

/** A repository behind a web server of this machine, well and tampered with. */
class RepositoriesTest {
    private static final String KEY = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n";

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private HttpServer server;
    private KeyPair keys;
    private House house;
    private Repositories repositories;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = served.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        house = new House(home);
        repositories = house.core.repositories();
        byte[] archive = House.tar(Map.of("app", "from afar")).readAllBytes();
        served.put("/apps/wiki.tar", archive);
        publish(index(sha256(archive), "1.0"));
    }

    @AfterEach
    void close() {
        house.close();
        server.stop(0);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String index(String sha256, String version) {
        return """
               {"format": 1, "packages": [
                 {"id": "wiki", "version": "%s", "title": "A wiki", "tags": ["text"], "archive": "wiki.tar", "sha256": "%s"},
                 {"id": "chat", "kind": "plugin", "channel": "beta", "version": "0.9", "title": "Chat", "archive": "chat.jar",
                  "sha256": "%s"}]}
               """
                .formatted(version, sha256, "0".repeat(64));
    }

    private void publish(String index) throws Exception {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(index.getBytes(UTF_8));
        served.put("/apps/index.json", index.getBytes(UTF_8));
        served.put("/apps/index.json.sig", signer.sign());
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/apps";
    }

    private String key() {
        return KEY.formatted(
                Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    private Repository add(String key, Channel channel) {
        return repositories.add(address() + "/", "afar", key, channel, House.CALLER);
    }

    private List<String> found() {
        return house.core.catalogue().search("", House.CALLER).stream()
                .map(entry -> entry.id() + " " + entry.version())
                .toList();
    }

    private static String refused(Kind kind, Runnable work) {
        NuaException told = assertThrows(NuaException.class, work::run);
        assertEquals(kind, told.kind(), told.getMessage());
        return told.getMessage();
    }

    @Test
    void itsPackagesAreFoundAndDeployed() {
        Repository added = add(key(), Channel.STABLE);
        assertEquals("afar", added.name());
        assertEquals(1, added.packages());
        assertEquals(64, added.key().length());
        assertEquals(List.of("wiki 1.0"), found());
        Catalogue.Entry wiki = house.core.catalogue().get("wiki", House.CALLER);
        assertEquals("afar", wiki.origin());
        Deployment row = house.deploy("pages", new Source.Package("wiki"));
        assertEquals(Deployment.State.SUCCEEDED, row.state(), row.message());
        assertEquals("package wiki", row.source());
        repositories.remove("afar", House.CALLER);
        assertEquals(List.of(), found());
        assertEquals(List.of(), repositories.list(House.CALLER));
        assertTrue(refused(Kind.NOT_FOUND, () -> house.deploy("pages", new Source.Package("wiki")))
                .contains("nua packages search"));
    }

    @Test
    void whoWantsWhatIsTriedOutGetsItToo() {
        add(key(), Channel.BETA);
        assertEquals(List.of("chat 0.9", "wiki 1.0"), found());
        assertTrue(refused(Kind.CONFLICT, () -> house.deploy("chat", new Source.Package("chat")))
                .contains("is a plugin"));
    }

    @Test
    void aTamperedIndexIsRefusedAndTheLastGoodOneStays() throws Exception {
        add(key(), Channel.STABLE);
        served.put("/apps/index.json", index("1".repeat(64), "6.6").getBytes(UTF_8));
        String told = refused(Kind.BAD_REQUEST, () -> repositories.refresh("afar", House.CALLER));
        assertTrue(told.contains("is not signed by the key"), told);
        assertEquals(List.of("wiki 1.0"), found());
        assertEquals(told, repositories.list(House.CALLER).get(0).message());
        publish(index(sha256(served.get("/apps/wiki.tar")), "1.1"));
        assertEquals("", repositories.refresh("afar", House.CALLER).message());
        assertEquals(List.of("wiki 1.1"), found());
    }

    @Test
    void aWrongKeyAddsNothing() throws Exception {
        String right = key();
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertTrue(refused(Kind.BAD_REQUEST, () -> add(key(), Channel.STABLE)).contains("is not signed by the key"));
        assertTrue(
                refused(Kind.BAD_REQUEST, () -> add("sesame", Channel.STABLE)).contains("openssl genpkey"));
        served.remove("/apps/index.json.sig");
        assertTrue(refused(Kind.UNAVAILABLE, () -> add(right, Channel.STABLE)).contains("404"));
        assertEquals(List.of(), repositories.list(House.CALLER));
        assertEquals("", add("", Channel.STABLE).key(), "one that nobody signs can be added as such");
    }

    @Test
    void aHostThatDoesNotAnswerIsTold() {
        add(key(), Channel.STABLE);
        server.stop(0);
        String told = refused(Kind.UNAVAILABLE, () -> repositories.refresh("afar", House.CALLER));
        assertTrue(told.contains("cannot be fetched"), told);
        assertEquals(List.of("wiki 1.0"), found());
    }

    @Test
    void anArchiveThatIsAnotherIsNotDeployed() {
        add(key(), Channel.STABLE);
        served.put("/apps/wiki.tar", House.tar(Map.of("app", "evil")).readAllBytes());
        Deployment row = house.deploy("pages", new Source.Package("wiki"));
        assertEquals(Deployment.State.FAILED, row.state());
        assertTrue(row.message().startsWith("Failed at FETCH: The file wiki.tar"), row.message());
    }

    @Test
    void aFolderIsARepositoryToo(@TempDir Path folder) throws Exception {
        for (String name : List.of("index.json", "index.json.sig", "wiki.tar")) {
            Files.write(folder.resolve(name), served.get("/apps/" + name));
        }
        Repository added = repositories.add(folder.toString(), "", key(), Channel.STABLE, House.CALLER);
        assertEquals(List.of("wiki 1.0"), found());
        assertEquals(
                Deployment.State.SUCCEEDED,
                house.deploy("pages", new Source.Package("wiki")).state());
        assertTrue(refused(
                        Kind.CONFLICT,
                        () -> repositories.add(folder.toString(), "", key(), Channel.STABLE, House.CALLER))
                .contains(added.name()));
    }

    @Test
    void whatIsNoRepositoryIsRefused() throws Exception {
        for (String bad : List.of("", "ftp://x", "relative/folder", "http://", "javascript:x")) {
            assertThrows(NuaException.class, () -> repositories.add(bad, "bad", "", Channel.STABLE, House.CALLER), bad);
        }
        for (String bad : List.of(
                " ",
                "[]",
                "{\"format\":2,\"packages\":[]}",
                "{\"format\":1,\"packages\":[{}]}",
                index("x", "1"),
                index("0".repeat(64), "1").replace("wiki.tar", "../wiki.tar"),
                index("0".repeat(64), "1").replace("plugin", "virus"))) {
            publish(bad);
            assertThrows(NuaException.class, () -> add(key(), Channel.STABLE), bad);
        }
        assertEquals(List.of(), repositories.list(House.CALLER));
        Caller viewer = new Caller("viewer", Set.of(Permission.VIEW, Permission.OPERATE));
        assertThrows(NuaException.class, () -> repositories.add(address(), "", "", Channel.STABLE, viewer));
    }
}
