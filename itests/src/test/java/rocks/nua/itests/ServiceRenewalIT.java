package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL on an older image that is renewed on the real engine, also where the renewed server does not start. */
@Tag("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServiceRenewalIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @TempDir
    static Path folder;

    private static final String SETTINGS = "/data/db/postgresql.auto.conf";
    /** As today's, but that it drops a setting at which today's does not start. */
    private static final String OLDER =
            """
            FROM %s
            USER root
            RUN sed -i '3i sed -i /nonsense/d SETTINGS || true' /usr/local/bin/nua-postgres
            USER nua
            """
                    .replace("SETTINGS", SETTINGS);

    @Test
    @Order(1)
    void aDatabaseOnAnOlderImage() throws IOException {
        NUA.nua("services", "create", "postgres", "first").expect(0);
        String tag = "nua-" + NUA.label().get("nua.platform") + "/service-postgres:17";
        Files.writeString(folder.resolve("Dockerfile"), OLDER.formatted(tag));
        NUA.engine().build(folder, tag);
        NUA.nua("services", "destroy", "first", "--yes").expect(0);
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/guestbook-postgres"), "book")
                .expect(0);
        Guestbook.write(NUA, "book", "first");
        serves("first\n");
    }

    @Test
    @Order(2)
    void oneThatDoesNotStartGivesWayToTheFormer() {
        String former = image();
        disturb();
        Program renew = NUA.nua("services", "renew", "book-db").expect(1);
        assertTrue(
                renew.err()
                        .contains("The renewed server of service 'book-db' does not work, so the former one serves as"
                                + " before: "),
                renew.err());
        assertEquals(1, renew.err().lines().count(), renew.err());
        assertEquals(former, image());
        serves("first\n");
    }

    @Test
    @Order(3)
    void oneThatIsCutOffGivesWayToTheFormerToo() {
        String former = image();
        disturb();
        NUA.killDuring(() -> !Set.of(former, "none").contains(image()), "services", "renew", "book-db");
        NuaPlatform.eventually("the former server is back", Duration.ofMinutes(2), () -> image().equals(former));
        NuaPlatform.eventually(
                "the app reaches it", () -> NUA.visit("book", "/").status() == 200);
        serves("first\n");
    }

    @Test
    @Order(4)
    void oneThatWorksTakesOverWithTheData() {
        String former = image();
        NUA.nua("services", "renew", "book-db").expect(0);
        String renewed = image();
        assertNotEquals(former, renewed);
        serves("first\n");
        Guestbook.write(NUA, "book", "second");
        serves("first\nsecond\n");
        NUA.nua("services", "renew", "book-db").expect(0);
        assertEquals(renewed, image());
        NUA.nua("services", "create", "postgres", "other").expect(0);
        assertEquals(renewed, server("other").orElseThrow().getImageId(), "new services stand on the image that works");
    }

    /** Lets the server of today not start. */
    private static void disturb() {
        NUA.engine().shell(server("book-db").orElseThrow().getId(), "echo nonsense = 1 >> " + SETTINGS);
    }

    private static String image() {
        return server("book-db").map(Container::getImageId).orElse("none");
    }

    private static Optional<Container> server(String service) {
        return NUA.servers(service).stream().findFirst();
    }

    private static void serves(String entries) {
        assertEquals("Guestbook\n" + entries, NUA.visit("book", "/").expect(200).text());
    }
}
