package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A platform that is killed while it dumps or clones a PostgreSQL, lets an app in, or gives it other credentials. */
@Tag("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServiceKillIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    /** The users of apps that are let in, in one line. */
    private static final String LET_IN = "psql -h /tmp -U postgres -XAtc \"SELECT string_agg(rolname, ' ' ORDER BY 1)"
            + " FROM pg_roles WHERE rolcanlogin AND rolname <> 'postgres'\"";

    private static final String BULK = "psql -h /tmp -U postgres -d book -XAtc 'SELECT count(*) FROM bulk'";

    @Test
    @Order(1)
    void aDatabaseWithContent() {
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/guestbook-postgres"), "book")
                .expect(0);
        String post = "import urllib.request,os;"
                + "urllib.request.urlopen('http://127.0.0.1:'+os.environ['PORT'],b'text=first')";
        NUA.nua("exec", "book", "--", "python3", "-c", post).expect(0);
        asAdministrator(
                "book-db",
                "psql -h /tmp -U book -d book -Xqc 'CREATE TABLE bulk AS SELECT g AS id, md5(g::text) AS text"
                        + " FROM generate_series(1, 400000) g'");
        isWhole();
    }

    @Test
    @Order(2)
    void aDumpThatIsCutOffIsNotKept() {
        killDuring(() -> has("services/book-db/dumps", ".half"), "services", "dump", "book-db", "book");
        assertFalse(has("services/book-db/dumps", ""));
        isWhole();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark", "server", "dump", "restore"})
    @Order(3)
    void aCloneThatIsCutOffLeavesNothing(String step) {
        int dumps = files("services/book-db/dumps").size();
        BooleanSupplier reached =
                switch (step) {
                    case "mark" -> () -> has("services/twin", "making");
                    case "server" -> () -> !containers("twin").isEmpty();
                    case "dump" -> () -> has("services/book-db/dumps", ".half");
                    default ->
                        () -> has("services/book-db/dumps", ".dump")
                                && files("services/book-db/dumps").size() > dumps
                                && !has("services/book-db/dumps", ".half");
                };
        killDuring(reached, "services", "clone", "book-db", "twin");
        NuaPlatform.eventually("the half clone is gone", Duration.ofMinutes(1), () -> !has("services/twin", "making"));
        assertEquals(3, NUA.nua("services", "info", "twin").status());
        assertTrue(NUA.things().stream().noneMatch(thing -> thing.contains("twin")), NUA.things()::toString);
        assertFalse(has("services/book-db/dumps", ".half"));
        isWhole();
    }

    @Test
    @Order(4)
    void afterwardsACloneIsMadeAsEver() {
        NUA.nua("services", "clone", "book-db", "twin").expect(0);
        assertEquals("400000", asAdministrator("twin", BULK));
        assertEquals("", asAdministrator("twin", LET_IN));
        NUA.nua("services", "destroy", "twin", "--yes").expect(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"letting in", "written down", "deploying"})
    @Order(5)
    void aRotationThatIsCutOffLeavesOneUser(String step) {
        long deployments = number("SELECT count(*) FROM deployment");
        BooleanSupplier reached =
                switch (step) {
                    case "letting in" -> () -> has("services/book-db/admissions", "");
                    case "written down" -> () -> number("SELECT count(*) FROM link WHERE former_login <> ''") == 1;
                    default ->
                        () -> number("SELECT count(*) FROM deployment WHERE state = 'RUNNING'") == 1
                                && number("SELECT count(*) FROM deployment") > deployments;
                };
        killDuring(reached, "services", "rotate", "book-db", "book");
        NuaPlatform.eventually(
                "one of the two users is shut out",
                Duration.ofMinutes(3),
                () -> !asAdministrator("book-db", LET_IN).contains(" ")
                        && !has("services/book-db/admissions", "")
                        && number("SELECT count(*) FROM link WHERE former_login <> ''") == 0);
        isWhole();
        connects();
    }

    @Test
    @Order(6)
    void aLinkThatIsCutOffLetsNobodyInUnknown() {
        NUA.nua("services", "create", "postgres", "other").expect(0);
        killDuring(() -> has("services/other/admissions", "book"), "services", "link", "other", "book");
        NuaPlatform.eventually("it is settled", Duration.ofMinutes(1), () -> !has("services/other/admissions", ""));
        boolean linked = number("SELECT count(*) FROM link WHERE service = 'other' AND is_open") == 1;
        assertEquals(linked ? "book" : "", asAdministrator("other", LET_IN));
        isWhole();
        if (!linked) {
            NUA.nua("services", "link", "other", "book").expect(0);
        }
        assertEquals("book", asAdministrator("other", LET_IN));
        NUA.nua("services", "unlink", "other", "book").expect(0);
        isWhole();
    }

    /** Begins something, kills the platform as soon as it is there, and starts it again. */
    private static void killDuring(BooleanSupplier there, String... command) {
        Thread work = new Thread(() -> NUA.nua(command));
        work.start();
        long limit = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!there.getAsBoolean()) {
            assertTrue(work.isAlive() && System.nanoTime() < limit, "it ended before it was seen");
            NuaPlatform.pause(Duration.ofMillis(1));
        }
        NUA.kill();
        try {
            work.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        NUA.nua("up").expect(0);
    }

    private static void isWhole() {
        NuaPlatform.eventually("the app answers", () -> NUA.visit("book", "/").status() == 200);
        assertEquals("Guestbook\nfirst\n", NUA.visit("book", "/").text());
        assertEquals("400000", asAdministrator("book-db", BULK));
    }

    /** Whether the app's credentials are those of its database. */
    private static void connects() {
        String script = "import psycopg2,os;psycopg2.connect(os.environ['DATABASE_URL'])";
        NUA.nua("exec", "book", "--", "python3", "-c", script).expect(0);
    }

    private static String asAdministrator(String service, String line) {
        return NUA.engine().shell(containers(service).get(0).getId(), line);
    }

    private static List<Container> containers(String service) {
        Map<String, String> labels = new HashMap<>(NUA.label());
        labels.put("nua.service", service);
        return NUA.engine().containers(labels);
    }

    private static boolean has(String folder, String end) {
        return files(folder).stream().anyMatch(file -> file.toString().endsWith(end));
    }

    private static List<Path> files(String folder) {
        Path place = NUA.home().resolve(folder);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (var files = Files.list(place)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(String query) {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + NUA.home().resolve("data/nua.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
