package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

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

    private static String dump;

    @Test
    @Order(1)
    void theManifestBringsItsDatabase() {
        NUA.deploy(EXAMPLES.resolve("guestbook-postgres"), "book").expect(0);
        write("book", "first");
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
        assertEquals(1, NUA.nua("services", "link", "shared", "other").status());
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
        dump = NUA.nua("services", "dump", "book-db", "book")
                .expect(0)
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        dump = dump.substring(0, dump.indexOf(' '));
        write("book", "second");
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
        assertEquals(1, NUA.nua("services", "destroy", "book-db", "--yes").status());
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
        write("maria", "first");
        String kept = NUA.nua("services", "dump", "maria-db", "maria")
                .expect(0)
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        write("maria", "second");
        assertEquals("Guestbook\nfirst\nsecond\n", read("maria"));
        NUA.nua("services", "restore", "maria-db", kept.substring(0, kept.indexOf(' ')))
                .expect(0);
        assertEquals("Guestbook\nfirst\n", read("maria"));
        NUA.nua("destroy", "maria", "--yes").expect(0);
        NUA.nua("services", "destroy", "maria-db", "--yes").expect(0);
    }

    @Test
    @Order(8)
    void whatCannotBeIsOneSentence() {
        assertEquals(1, NUA.nua("services", "create", "oracle", "db").status());
        assertEquals(
                1,
                NUA.nua("services", "create", "postgres", "db", "--version", "9")
                        .status());
        assertEquals(2, NUA.nua("services", "create", "postgres", "No").status());
        assertEquals(3, NUA.nua("services", "info", "nothing").status());
    }

    private static void write(String app, String text) {
        String post = "import urllib.request,os;"
                + "urllib.request.urlopen('http://127.0.0.1:'+os.environ['PORT'],b'text=TEXT')";
        NUA.nua("exec", app, "--", "python3", "-c", post.replace("TEXT", text)).expect(0);
    }

    private static String read(String app) {
        return NUA.visit(app, "/").expect(200).text();
    }
}
