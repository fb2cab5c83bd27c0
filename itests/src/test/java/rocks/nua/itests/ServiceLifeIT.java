package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database must live through on the real engine: rotation, upgrades, kills, a full disk, damaged dumps. */
@Tag("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServiceLifeIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @TempDir
    static Path folder;

    /** Connects as the app whose variable it is given. */
    private static final String CONNECT = "import psycopg2,sys;psycopg2.connect(sys.argv[1])";

    /** Somebody whose connection is just being opened: the server has not heard who it is. */
    private static final String CONNECT_ONLY =
            """
            import os, pathlib, socket, urllib.parse
            address = urllib.parse.urlparse(os.environ["DATABASE_URL"])
            server = socket.create_connection((address.hostname, address.port))
            pathlib.Path("/tmp/waiting").touch()
            server.settimeout(40)
            server.recv(1)
            """;

    @Test
    @Order(1)
    void anOldDatabaseWithContent() throws IOException {
        deploy("guestbook-postgres", "book", ">=15", "15");
        assertEquals("15", version("book-db"));
        say("book-db", "CREATE TABLE bulk AS SELECT g AS id, md5(g::text) AS text FROM generate_series(1, 200000) g;");
        say("book-db", "CREATE VIEW many AS SELECT count(*) FROM bulk;");
        assertTrue(say("book-db", "SELECT * FROM many;").contains("200000"));
        String info = NUA.nua("services", "info", "book-db").expect(0).out();
        assertTrue(
                info.matches("(?s).*\nVersion: +15\\..*\nConnections: [0-9]+\n.*\nSize of book: [0-9]+ MB\n.*"), info);
        assertTrue(info.contains("\nSlowest:    "), info);
    }

    @Test
    @Order(2)
    void rotationLosesNoRequestAndShutsTheFormerOut() {
        String before = url();
        try (Load load = new Load(NUA.httpPort(), "book.localhost")) {
            load.more(50);
            NUA.nua("services", "rotate", "book-db", "book").expect(0);
            load.expectNoneLost();
        }
        String after = url();
        assertNotEquals(before, after);
        python("book", CONNECT, after).expect(0);
        NuaPlatform.eventually(
                "the former credentials are refused",
                Duration.ofMinutes(3),
                () -> python("book", CONNECT, before).status() != 0);
        assertEquals("Guestbook\n", NUA.visit("book", "/").expect(200).text());
    }

    @Test
    @Order(3)
    void aPortOfTheLoopbackAddressLeadsToIt() throws IOException {
        int port = NUA.rest()
                .call("PUT", "/services/book-db/exposure", "application/json", BodyPublishers.ofString("{}"), "")
                .expect(200)
                .json()
                .path("exposed")
                .asText()
                .lines()
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
        assertEquals('N', answer(InetAddress.getLoopbackAddress(), port));
        assertThrows(IOException.class, () -> answer(otherAddress(), port));
        NUA.kill();
        NUA.nua("up").expect(0);
        NuaPlatform.eventually("the port is open again", () -> {
            try {
                return answer(InetAddress.getLoopbackAddress(), port) == 'N';
            } catch (IOException e) {
                return false;
            }
        });
        NUA.nua("services", "unexpose", "book-db").expect(0);
        assertThrows(IOException.class, () -> answer(InetAddress.getLoopbackAddress(), port));
    }

    /** What PostgreSQL says to somebody who asks for TLS. */
    private static int answer(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});
            return socket.getInputStream().read();
        }
    }

    private static InetAddress otherAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(4)
    void aFullDiskAndADamagedDumpChangeNothing() throws IOException {
        Guestbook.write(NUA, "book", "first");
        Path dumps = NUA.home().resolve("services/book-db/dumps");
        Files.createDirectories(dumps);
        NUA.shell("mount -t tmpfs -o size=64k tmpfs " + dumps).expect(0);
        try {
            Program dump = NUA.nua("services", "dump", "book-db", "book").expect(1);
            assertTrue(dump.err().contains("Check the disk's free space"), dump.err());
            Program upgrade = NUA.nua("services", "upgrade", "book-db").expect(1);
            assertTrue(upgrade.lastLine().startsWith("FAILED at DUMP: "), upgrade.out());
            try (var files = Files.list(dumps)) {
                assertEquals(List.of(), files.toList());
            }
        } finally {
            NUA.shell("umount " + dumps).expect(0);
        }
        servesFifteen();
        aDamagedDumpIsRefused("book-db", "book");
        servesFifteen();
    }

    private static void aDamagedDumpIsRefused(String service, String app) throws IOException {
        String id = NUA.dump(service, app);
        Path file = NUA.home().resolve("services/" + service + "/dumps/" + id + ".dump");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Program restore = NUA.nua("services", "restore", service, id).expect(1);
        assertTrue(restore.err().contains("is damaged"), restore.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "CLOSE", "DUMP", "RESTORE", "VERIFY"})
    @Order(5)
    void aKilledUpgradeIsUndone(String step) {
        killAt(step);
        Program info = NUA.nua("services", "info", "book-db").expect(0);
        if (version("book-db").equals("17")) {
            // it was quicker than the kill
            NUA.nua("services", "revert", "book-db", "--yes").expect(0);
        } else {
            assertTrue(info.out().contains("FAILED at " + step), info.out());
        }
        servesFifteen();
        assertEquals(1, NUA.servers("book-db").size());
    }

    @Test
    @Order(6)
    void anUpgradeKilledAtTheSwitchIsFinishedAndCanBeReverted() {
        killAt("SWITCH");
        NuaPlatform.eventually(
                "the app reaches the new server", () -> NUA.visit("book", "/").status() == 200);
        if (version("book-db").equals("17")) {
            Guestbook.write(NUA, "book", "late");
            NUA.nua("services", "revert", "book-db", "--yes").expect(0);
            assertTrue(NUA.nua("services", "dumps", "book-db").expect(0).out().contains("book."));
        }
        servesFifteen();
    }

    /** Lets an upgrade begin and kills the platform as soon as the step is written down. */
    private static void killAt(String step) {
        NUA.rest().post("/services/book-db/upgrade", "{}").expect(202);
        while (true) {
            String row = row();
            if (row.equals("RUNNING " + step) || !row.startsWith("RUNNING ")) {
                break;
            }
            NuaPlatform.pause(Duration.ofMillis(2));
        }
        NUA.kill();
        NUA.nua("up").expect(0);
        NuaPlatform.eventually("it is settled", Duration.ofMinutes(3), () -> !row().startsWith("RUNNING "));
    }

    private static String row() {
        return NUA.store().ask("SELECT state || ' ' || step FROM upgrade").orElse("RUNNING nothing");
    }

    private static void servesFifteen() {
        assertEquals("15", version("book-db"));
        assertEquals("Guestbook\nfirst\n", NUA.visit("book", "/").expect(200).text());
        assertTrue(say("book-db", "SELECT * FROM many;").contains("200000"));
    }

    @Test
    @Order(7)
    void whoWritesMeanwhileLosesNothing() {
        Writer writer = new Writer(NUA.httpPort(), "book.localhost", "w");
        writer.more(20);
        CompletableFuture<Program> early = CompletableFuture.supplyAsync(() -> python("book", CONNECT_ONLY));
        NuaPlatform.eventually(
                "it waits for the server",
                () -> NUA.nua("exec", "book", "--", "test", "-e", "/tmp/waiting")
                                .status()
                        == 0);
        Program upgrade =
                NUA.nua("services", "upgrade", "book-db", "--version", "17").expect(0);
        assertTrue(
                upgrade.out()
                        .matches("(?s)(.*\n)?START +[0-9.]+s .*\nVERIFY +[0-9.]+s .*\nSWITCH .*\nVersion 17 serves.*"),
                upgrade.out());
        early.join().expect(0);
        writer.more(20);
        writer.close();
        assertTrue(writer.heldUp(), "nobody was refused or had to wait: was the access closed?");
        writer.expectAllIn(NUA.visit("book", "/").expect(200).text());
        assertEquals("17", version("book-db"));
        assertTrue(say("book-db", "SELECT * FROM many;").contains("200000"));
        assertEquals(1, NUA.nua("services", "upgrade", "book-db").status());
        NUA.nua("services", "confirm", "book-db").expect(0);
        assertEquals(1, NUA.nua("services", "revert", "book-db", "--yes").status());
    }

    @Test
    @Order(8)
    void aCloneHasTheSameAndIsItsOwn() {
        NUA.nua("services", "clone", "book-db", "twin").expect(0);
        assertEquals(3, NUA.nua("services", "connect", "twin", "book").status());
        NUA.nua("services", "link", "twin", "book").expect(0);
        assertTrue(say("twin", "SELECT * FROM many; DROP TABLE entry;").contains("200000"));
        assertTrue(say("book-db", "SELECT count(*) > 20 AS kept FROM entry;").contains(" t"));
        NUA.nua("services", "unlink", "twin", "book").expect(0);
        NUA.nua("services", "destroy", "twin", "--yes").expect(0);
        NUA.nua("destroy", "book", "--yes").expect(0);
        assertTrue(NUA.nua("services", "dumps", "twin").expect(0).out().contains("book."));
        NUA.nua("services", "destroy", "book-db", "--yes").expect(0);
    }

    @Test
    @Order(9)
    void mariadbIsUpgradedAndRotatedToo() throws IOException {
        deploy("guestbook-mariadb", "maria", ">=11", "10.11");
        Guestbook.write(NUA, "maria", "first");
        say("maria-db", "CREATE VIEW mine AS SELECT text FROM entry;");
        aDamagedDumpIsRefused("maria-db", "maria");
        assertEquals("Guestbook\nfirst\n", NUA.visit("maria", "/").expect(200).text());
        NUA.nua("services", "rotate", "maria-db", "maria").expect(0);
        NuaPlatform.eventually(
                "the rotation has ended",
                Duration.ofMinutes(3),
                () -> NUA.nua("services", "upgrade", "maria-db").status() == 0);
        assertEquals("11.8", version("maria-db"));
        assertEquals("Guestbook\nfirst\n", NUA.visit("maria", "/").expect(200).text());
        assertTrue(say("maria-db", "SELECT * FROM mine;").contains("first"));
        NUA.nua("destroy", "maria", "--yes").expect(0);
        NUA.nua("services", "destroy", "maria-db", "--yes").expect(0);
        NUA.nua("services", "destroy", "maria-cache", "--yes").expect(0);
    }

    @Test
    @Order(10)
    void redisIsUpgradedToo() {
        NUA.nua("services", "create", "redis", "keys", "--version", "7.0").expect(0);
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/python-plain"), "plain")
                .expect(0);
        NUA.nua("services", "link", "keys", "plain").expect(0);
        say("keys", "SET color blue\nZADD scores 0.1 a 2 b\nHSET h f v\nSET gone soon EX 1");
        NUA.nua("services", "upgrade", "keys").expect(0);
        assertEquals("8.0", version("keys"));
        assertEquals("blue\n0.1", say("keys", "GET color\nZSCORE scores a").strip());
        assertTrue(NUA.nua("services", "info", "keys").expect(0).out().contains("Version:    8.0."));
        NUA.nua("destroy", "plain", "--yes").expect(0);
        NUA.nua("services", "destroy", "keys", "--yes").expect(0);
        assertEquals(0, NUA.servers("keys").size());
    }

    private static void deploy(String example, String app, String range, String version) throws IOException {
        Path copy = Sources.copy(example, folder.resolve(app));
        Path manifest = copy.resolve("nua-config.toml");
        Files.writeString(manifest, Files.readString(manifest).replace(range, version));
        NUA.deploy(copy, app).expect(0);
    }

    /** What the service answers to its only app. */
    private static String say(String service, String statement) {
        Path input = NUA.home().resolve("statement");
        try {
            Files.writeString(input, statement + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return NUA.shell("./nua services connect " + service + " < " + input)
                .expect(0)
                .out();
    }

    private static String version(String service) {
        return NUA.rest()
                .get("/services/" + service)
                .expect(200)
                .json()
                .path("version")
                .asText();
    }

    private static String url() {
        return python("book", "import os;print(os.environ['DATABASE_URL'])")
                .expect(0)
                .out()
                .strip();
    }

    private static Program python(String app, String script, String... arguments) {
        String[] command = new String[arguments.length + 6];
        System.arraycopy(new String[] {"exec", app, "--", "python3", "-c", script}, 0, command, 0, 6);
        System.arraycopy(arguments, 0, command, 6, arguments.length);
        return NUA.nua(command);
    }
}
