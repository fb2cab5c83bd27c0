package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        Guestbook.write(NUA, "book", "first");
        asAdministrator(
                "book-db",
                "psql -h /tmp -U book -d book -Xqc 'CREATE TABLE bulk AS SELECT g AS id, md5(g::text) AS text"
                        + " FROM generate_series(1, 400000) g'");
        isWhole();
    }

    @Test
    @Order(2)
    void aDumpThatIsCutOffIsNotKept() {
        NUA.killDuring(() -> has("services/book-db/dumps", ".half"), "services", "dump", "book-db", "book");
        assertFalse(has("services/book-db/dumps", ""));
        isWhole();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark", "server", "dump", "restore"})
    @Order(3)
    void aCloneThatIsCutOffLeavesNothing(String step) {
        int dumps = NUA.list("services/book-db/dumps").size();
        BooleanSupplier reached =
                switch (step) {
                    case "mark" -> () -> has("services/twin", "making");
                    case "server" -> () -> !NUA.servers("twin").isEmpty();
                    case "dump" -> () -> has("services/book-db/dumps", ".half");
                    default ->
                        () -> has("services/book-db/dumps", ".dump")
                                && NUA.list("services/book-db/dumps").size() > dumps
                                && !has("services/book-db/dumps", ".half");
                };
        NUA.killDuring(reached, "services", "clone", "book-db", "twin");
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
        NUA.killDuring(reached, "services", "rotate", "book-db", "book");
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
    void anAppWithoutServices() {
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/python-plain"), "plain")
                .expect(0);
        NUA.nua("services", "create", "postgres", "other").expect(0);
    }

    @ParameterizedTest
    @CsvSource({"link, letting in", "unlink, deploying", "link, written down"})
    @Order(7)
    void whoIsLinkedIsLetInAndKnowsOfItWhateverWasCutOff(String command, String step) {
        String links = "SELECT count(*) FROM link WHERE service = 'other' AND is_open";
        long before = number(links);
        long deployments = number("SELECT count(*) FROM deployment");
        BooleanSupplier reached =
                switch (step) {
                    case "letting in" -> () -> has("services/other/admissions", "plain");
                    case "written down" -> () -> number(links) != before;
                    default -> () -> number("SELECT count(*) FROM deployment") > deployments;
                };
        NUA.killDuring(reached, "services", command, "other", "plain");
        NuaPlatform.eventually(
                "it is settled",
                Duration.ofMinutes(1),
                () -> !has("services/other/admissions", "") && !has("changes", ""));
        boolean linked = number(links) == 1;
        assertEquals(linked ? "plain" : "", asAdministrator("other", LET_IN));
        assertEquals(linked, knowsADatabase("plain"));
        if (linked != command.equals("link")) {
            NUA.nua("services", command, "other", "plain").expect(0);
        }
        assertEquals(command.equals("link"), knowsADatabase("plain"));
    }

    private static boolean knowsADatabase(String app) {
        return NUA.nua("exec", app, "--", "printenv", "DATABASE_URL").status() == 0;
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
        return NUA.engine().shell(NUA.servers(service).get(0).getId(), line);
    }

    private static boolean has(String folder, String end) {
        return NUA.list(folder).stream().anyMatch(file -> file.toString().endsWith(end));
    }

    private static long number(String query) {
        return Long.parseLong(NUA.store().ask(query).orElseThrow());
    }
}
