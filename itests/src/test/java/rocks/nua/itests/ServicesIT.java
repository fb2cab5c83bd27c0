package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a PostgreSQL on the real engine: two apps that do not see each other, dumps, a platform that is killed, the end. */
@Tag("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServicesIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static final Path EXAMPLES = NuaPlatform.CHECKOUT.resolve("examples");
    /** Connects with the app's own user to the database of another. */
    private static final String INTRUDE =
            "import psycopg2,os;psycopg2.connect(os.environ['DATABASE_URL'].rsplit('/',1)[0]+'/OTHER')";

    @Test
    @Order(1)
    void theManifestBringsItsDatabase() {
        NUA.deploy(EXAMPLES.resolve("guestbook-postgres"), "book").expect(0);
        Guestbook.write(NUA, "book", "first");
        assertEquals("Guestbook\nfirst\n", read("book"));
        assertTrue(NUA.nua("services", "list").expect(0).out().contains("book-db"));
    }

    @Test
    @Order(2)
    void anAppIsLinkedToASharedServerOfItsOwnChoice() {
        NUA.nua("services", "create", "postgres", "shared", "--version", "15").expect(0);
        NUA.deploy(EXAMPLES.resolve("guestbook-postgres"), "other").expect(0);
        NUA.nua("services", "link", "shared", "book").expect(0);
        NUA.nua("services", "link", "shared", "other").expect(0);
        assertTrue(NUA.nua("services", "info", "shared").expect(0).out().contains("book, other"));
        refused("App 'other' is linked to service 'shared' already.", "link", "shared", "other");
        refused("There is a service 'shared' already: choose another name.", "create", "postgres", "shared");
        assertTrue(NUA.nua("services", "info", "shared").expect(0).out().contains("book, other"));
    }

    @Test
    @Order(3)
    void nobodySeesTheDataOfAnother() {
        String url = "import os;print(os.environ['DATABASE_URL'])";
        String own =
                NUA.nua("exec", "other", "--", "python3", "-c", url).expect(0).out();
        assertTrue(own.contains("@shared:5432/other"), own);
        var intruder = NUA.nua("exec", "other", "--", "python3", "-c", INTRUDE.replace("OTHER", "book"));
        assertNotEquals(0, intruder.status());
        assertTrue((intruder.out() + intruder.err()).contains("permission denied for database"), intruder.out());
        var stranger = NUA.nua(
                "exec", "other", "--", "python3", "-c", "import socket;socket.create_connection(('book-db',5432),2)");
        assertNotEquals(0, stranger.status());
    }

    @Test
    @Order(4)
    void aDumpBringsBackWhatWasThere() {
        NUA.nua("services", "unlink", "shared", "book").expect(0);
        String dump = NUA.dump("book-db", "book");
        Guestbook.write(NUA, "book", "second");
        NUA.nua("services", "restore", "book-db", dump).expect(0);
        assertEquals("Guestbook\nfirst\n", read("book"));
        assertEquals(
                3, NUA.nua("services", "restore", "book-db", "book.nothing").status());
    }

    @Test
    @Order(5)
    void theDataOutlivesThePlatformAndTheContainer() {
        NUA.kill();
        assertEquals("Guestbook\nfirst\n", read("book"));
        NUA.nua("up").expect(0);
        assertEquals("Guestbook\nfirst\n", read("book"));
        NUA.nua("restart", "book").expect(0);
        assertEquals("Guestbook\nfirst\n", read("book"));
    }

    @Test
    @Order(6)
    void itGoesOnlyWhenNobodyNeedsItAndLeavesADump() {
        refused(
                "Service 'book-db' is linked to book: unlink it first with: nua services unlink book-db book",
                "destroy",
                "book-db",
                "--yes");
        assertEquals("Guestbook\nfirst\n", read("book"));
        NUA.nua("destroy", "book", "--yes").expect(0);
        NUA.nua("services", "destroy", "book-db", "--yes").expect(0);
        String dumps = NUA.nua("services", "dumps", "book-db").expect(0).out();
        assertEquals(3, dumps.lines().count(), dumps);
        NUA.nua("destroy", "other", "--yes").expect(0);
        NUA.nua("services", "destroy", "other-db", "--yes").expect(0);
        NUA.nua("services", "destroy", "shared", "--yes").expect(0);
        assertEquals(1, NUA.nua("services", "list").expect(0).out().lines().count());
    }

    @Test
    @Order(7)
    void mariadbKeepsAndBringsBackToo() {
        NUA.deploy(EXAMPLES.resolve("guestbook-mariadb"), "maria").expect(0);
        Guestbook.write(NUA, "maria", "first");
        String kept = NUA.dump("maria-db", "maria");
        Guestbook.write(NUA, "maria", "second");
        assertEquals("Guestbook\nfirst\nsecond\n", read("maria"));
        NUA.nua("services", "restore", "maria-db", kept).expect(0);
        assertEquals("Guestbook\nfirst\n", read("maria"));
        String visits = NUA.visit("maria", "/visits").expect(200).text().strip();
        assertTrue(Integer.parseInt(visits) >= 2, visits);
        NUA.nua("destroy", "maria", "--yes").expect(0);
        NUA.nua("services", "destroy", "maria-db", "--yes").expect(0);
        NUA.nua("services", "destroy", "maria-cache", "--yes").expect(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "valkey"})
    @Order(8)
    void keysAreKeptAndBroughtBackToo(String type) {
        String name = "cache-" + type;
        NUA.nua("services", "create", type, name).expect(0);
        NUA.deploy(EXAMPLES.resolve("python-plain"), "plain").expect(0);
        NUA.nua("services", "link", name, "plain").expect(0);
        assertEquals("OK OK 1", keys("SET color blue", "SET shape round", "EXISTS color"));
        String kept = NUA.dump(name, "plain");
        assertEquals("1 0", keys("DEL color", "EXISTS color"));
        NUA.nua("services", "restore", name, kept).expect(0);
        assertEquals("blue", keys("GET color"));
        assertTrue(keys("CONFIG GET dir").startsWith("NOPERM"));

        NUA.deploy(EXAMPLES.resolve("python-plain"), "plain2").expect(0);
        assertEquals(1, NUA.nua("services", "link", name, "plain2").status());
        NUA.nua("services", "unlink", name, "plain").expect(0);
        NUA.nua("services", "destroy", name, "--yes").expect(0);
        NUA.nua("destroy", "plain", "--yes").expect(0);
        NUA.nua("destroy", "plain2", "--yes").expect(0);
    }

    /** What the server answers to commands of the app, asked over a socket since the app has no client library. */
    private static String keys(String... commands) {
        String script = "import os,socket,sys\n"
                + "s=socket.create_connection((os.environ['REDIS_HOST'],6379));f=s.makefile('rb')\n"
                + "def ask(c):\n"
                + "  s.sendall(c.encode()+b'\\r\\n');l=f.readline().decode().strip()\n"
                + "  return f.readline().decode().strip() if l[0]=='$' else l[1:]\n"
                + "assert ask('AUTH '+os.environ['REDIS_USER']+' '+os.environ['REDIS_PASSWORD'])=='OK'\n"
                + "print(*[ask(c) for c in sys.argv[1:]])\n";
        List<String> arguments = new ArrayList<>(List.of("exec", "plain", "--", "python3", "-c", script));
        arguments.addAll(List.of(commands));
        return NUA.nua(arguments.toArray(String[]::new)).expect(0).out().strip();
    }

    @Test
    @Order(9)
    void whatCannotBeIsOneSentence() {
        refused(
                "No plugin of this platform offers the backing service 'oracle': install the feature"
                        + " nua-service-oracle, or see what is offered with: nua services offers",
                "create",
                "oracle",
                "db");
        refused(
                "'postgres' is not offered in version '9': choose one of 17, 15.",
                "create",
                "postgres",
                "db",
                "--version",
                "9");
        assertEquals(2, NUA.nua("services", "create", "postgres", "No").status());
        assertEquals(3, NUA.nua("services", "info", "nothing").status());
    }

    private static void refused(String sentence, String... arguments) {
        List<String> command = new ArrayList<>(List.of("services"));
        command.addAll(List.of(arguments));
        Program said = NUA.nua(command.toArray(String[]::new)).expect(1);
        assertEquals(sentence, said.err().strip());
    }

    private static String read(String app) {
        return NUA.visit(app, "/").expect(200).text();
    }
}
