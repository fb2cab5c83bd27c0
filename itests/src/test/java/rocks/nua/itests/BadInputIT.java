package rocks.nua.itests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake gets one sentence and the right status, changes nothing that served and leaves nothing behind. */
@Tag("docker")
final class BadInputIT {
    private static final String TAR = "application/x-tar";
    private static final String GZIP = "application/gzip";

    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private final Rest rest = NUA.rest();
    private Set<String> things = Set.of();

    @BeforeAll
    static void serveSomething() {
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/hello-node"), "served")
                .expect(0);
    }

    @BeforeEach
    void remember() {
        things = NUA.things();
    }

    @AfterEach
    void nothingChangedAndNothingIsLeft() {
        for (JsonNode app : rest.get("/apps").expect(200).json()) {
            String name = app.path("name").asText();
            if (!name.equals("served")) {
                rest.delete("/apps/" + name).expect(204);
            }
        }
        assertEquals(
                "Hello from Nua", NUA.visit("served", "/").expect(200).text().strip());
        NuaPlatform.eventually(
                "no build folder is left", () -> NUA.buildFolders().isEmpty());
        NuaPlatform.eventually(
                "nothing new is on the engine: " + things, () -> NUA.things().equals(things));
    }

    /** The message of a deployment that failed in that step. */
    private String failed(Reply started, String step) {
        Reply ended = rest.ended(started.expect(202).location());
        assertEquals("FAILED", ended.json().path("state").asText(), ended.text());
        String message = ended.json().path("message").asText();
        Sentence.check(message);
        String log = rest.getText(started.location().replaceFirst("^.*/api/v1", "") + "/log")
                .expect(200)
                .text();
        assertTrue(log.contains("FAILED at " + step + ": "), log);
        return message;
    }

    private void noApp(String name) {
        rest.get("/apps/" + name).problem(404);
    }

    @Test
    void anUnknownAppIsNotFound() {
        for (String path : List.of("", "/releases", "/deployments", "/deployments/1", "/env", "/domains", "/logs")) {
            assertTrue(rest.get("/apps/nobody" + path).problem(404).contains("nobody"), path);
        }
        for (String verb : List.of("start", "stop", "restart", "rollback")) {
            rest.post("/apps/nobody/" + verb, "{}").problem(404);
        }
        rest.delete("/apps/nobody").problem(404);
        assertEquals(3, NUA.nua("info", "nobody").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "a_b", "-a", "a-", "1a", "a.b", "a%20b", "..%2f..%2fetc", "a%00b"})
    void aBadNameIsABadRequest(String name) {
        int status =
                rest.upload(name, TAR, Sources.archive(Sources.file("a"), "x")).status();
        assertTrue(status == 400 || status == 404, name + ": " + status);
    }

    static Stream<TarArchiveEntry> entriesThatLeadOut() {
        return Stream.of(
                Sources.file("../out"),
                Sources.file("a/../../out"),
                new TarArchiveEntry("/etc/nua-was-here", true),
                Sources.link("l", TarConstants.LF_SYMLINK, "/etc/passwd"),
                Sources.link("l", TarConstants.LF_SYMLINK, "../../secret.key"),
                Sources.link("l", TarConstants.LF_LINK, "../../secret.key"),
                Sources.link("l", TarConstants.LF_LINK, "/etc/passwd"),
                Sources.link("d", TarConstants.LF_CHR, ""),
                Sources.link("d", TarConstants.LF_BLK, ""),
                Sources.link("d", TarConstants.LF_FIFO, ""));
    }

    @ParameterizedTest
    @MethodSource("entriesThatLeadOut")
    void anArchiveThatLeadsOutIsRefused(TarArchiveEntry entry) {
        rest.upload("bad", TAR, Sources.archive(entry, "x")).problem(400);
        noApp("bad");
        assertTrue(!Files.exists(Path.of("/etc/nua-was-here"))
                && !Files.exists(NUA.home().resolve("out")));
    }

    @Test
    void aFileThroughALinkIsRefused() {
        byte[] archive =
                Sources.archive(Sources.file("l/x"), "x", Sources.link("l", TarConstants.LF_SYMLINK, "../../.."), "");
        rest.upload("bad", TAR, archive).problem(400);
        noApp("bad");
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        byte[] whole = Sources.archive(Sources.file("a"), "x".repeat(100_000));
        rest.upload("bad", TAR, noise).problem(400);
        rest.upload("bad", GZIP, noise).problem(400);
        rest.upload("bad", TAR, new byte[0]).problem(400);
        rest.upload("bad", TAR, Arrays.copyOf(whole, whole.length / 2)).problem(400);
        rest.upload("bad", "image/png", whole).problem(415);
        rest.post("/apps/bad/deployments", "{\"git\":").problem(400);
        rest.post("/apps/bad/deployments", "{}").problem(400);
        rest.post("/apps/bad/deployments", "{\"image\":\"UPPER CASE\"}").problem(400);
        noApp("bad");
    }

    @Test
    void aBombOfZerosIsStopped() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        TarArchiveEntry entry = Sources.file("zeros");
        entry.setSize(6L << 30);
        try (OutputStream zip = new GZIPOutputStream(bomb, 1 << 16)) {
            zip.write(header(entry));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 3 << 10; i++) {
                zip.write(zeros);
            }
        }
        rest.upload("bomb", GZIP, bomb.toByteArray()).problem(413);
        noApp("bomb");
    }

    private static byte[] header(TarArchiveEntry entry) {
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        return header;
    }

    @Test
    void aBodyOfTenGigabytesIsStopped() throws IOException {
        TarArchiveEntry entry = Sources.file("big");
        entry.setSize(8_000_000_000L);
        try (Socket socket = connect("POST", "huge", 10L << 30)) {
            OutputStream out = socket.getOutputStream();
            long sent = 0;
            out.write(header(entry));
            byte[] block = new byte[1 << 20];
            while (sent < 10L << 30 && socket.getInputStream().available() == 0) {
                out.write(block);
                sent += block.length;
            }
            assertTrue(sent < 4L << 30, "it was stopped after " + sent);
            assertTrue(answer(socket).contains(" 413 "));
        }
        noApp("huge");
    }

    /** Its client sends all of it before it listens. */
    @Test
    void aRefusalReachesWhoIsStillSending() throws IOException {
        long length = 48 << 20;
        try (Socket socket = connect("POST", "No-Name", length)) {
            OutputStream out = socket.getOutputStream();
            byte[] block = new byte[1 << 20];
            for (long sent = 0; sent < length; sent += block.length) {
                out.write(block);
            }
            assertTrue(answer(socket).contains(" 400 "));
        }
    }

    private static String answer(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readNBytes(64), US_ASCII);
        }
    }

    private static Socket connect(String method, String app, long length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), NUA.port("NUA_API_PORT"));
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write((method + " /api/v1/apps/" + app + "/deployments HTTP/1.1\r\nHost: x\r\nContent-Type: " + TAR
                                + "\r\nAuthorization: Bearer " + NUA.token() + "\r\nContent-Length: " + length
                                + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsUploadLeavesNothing() throws IOException {
        byte[] whole = Sources.archive(Sources.file("a"), "x".repeat(3_000_000));
        try (Socket socket = connect("POST", "left", whole.length)) {
            socket.getOutputStream().write(whole, 0, whole.length / 2);
            NuaPlatform.eventually(
                    "the upload is under way", () -> !NUA.buildFolders().isEmpty());
        }
        NuaPlatform.eventually("its folder is gone", () -> NUA.buildFolders().isEmpty());
        noApp("left");
    }

    @Test
    void aManifestThatCannotBeReadNamesFileAndLine(@TempDir Path folder) {
        Path source = Sources.copy("rejected/broken-manifest", folder.resolve("x"));
        Program deployed = NUA.deploy(source, "rejected").expect(1);
        assertTrue(
                (deployed.out() + deployed.err()).matches("(?s).*nua-config\\.toml.*\\b[4-6]\\b.*"),
                deployed.toString());
    }

    @Test
    void anImageOrRepositoryThatIsNotThereFails() {
        failed(rest.post("/apps/gone/deployments", "{\"image\":\"127.0.0.1:1/none:1\"}"), "BUILD");
        failed(rest.post("/apps/gone/deployments", "{\"git\":\"http://127.0.0.1:1/none.git\"}"), "FETCH");
        failed(rest.post("/apps/gone/deployments", "{\"git\":\"file:///no/such/folder\"}"), "FETCH");
    }

    @Test
    void aSecondDeployOfTheSameAppWaitsForTheFirst(@TempDir Path folder) throws IOException {
        Path source = Sources.copy("hello-node", folder.resolve("x"));
        byte[] archive = Sources.archive(
                Sources.file("package.json"),
                Files.readString(source.resolve("package.json")),
                Sources.file("server.js"),
                Files.readString(source.resolve("server.js"), StandardCharsets.UTF_8));
        List<Reply> started = Stream.of(1, 2, 3)
                .map(i -> rest.upload("twice", TAR, archive).expect(202))
                .toList();
        Set<String> states = new TreeSet<>();
        for (Reply each : started) {
            states.add(rest.ended(each.location()).json().path("state").asText());
        }
        assertEquals(Set.of("SUCCEEDED"), states);
        assertEquals(
                3, rest.get("/apps/twice").expect(200).json().path("release").asInt());
        NuaPlatform.eventually(
                "one container is left",
                () -> NUA.engine().containers(NUA.label("twice")).size() == 1);
        assertEquals(
                "Hello from Nua", NUA.visit("twice", "/").expect(200).text().strip());
    }

    @Test
    void wrongUseOfTheCommandIsStatusTwo() {
        assertEquals(2, NUA.nua("deploy", "/no/such/folder").status());
        String address = "https://git.example.org/shop.git";
        assertTrue(NUA.nua("deploy", address).expect(2).err().contains("nua deploy --git '" + address + "'"));
        assertEquals(2, NUA.nua("no-such-command").status());
        assertEquals(2, NUA.nua("scale", "served", "web=many").status());
        assertEquals(2, NUA.nua("info", "Not_A_Name").status());
        rest.post("/apps/served/scale", "{\"web\":-1}").problem(400);
        rest.post("/apps/served/scale", "{\"web\":101}").problem(400);
        rest.post("/apps/served/scale", "{\"nobody\":1}").problem(400);
        rest.post("/apps/served/rollback", "{\"release\":99}").problem(404);
        rest.patch("/apps/served/env", "{\"1BAD\":\"x\"}").problem(400);
    }
}
