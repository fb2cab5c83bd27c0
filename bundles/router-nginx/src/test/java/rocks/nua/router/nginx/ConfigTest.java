package rocks.nua.router.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConfigTest {
    private static final Config.Choice CHOICE = new Config.Choice(8080, 8443, 7481, true);

    @Test
    void listensOnAllAddressesForTheWorldAndOnLoopbackForThePlatform() {
        assertEquals(
                List.of(
                        "listen 0.0.0.0:8080;",
                        "listen 0.0.0.0:8443 ssl;",
                        "listen [::]:8080;",
                        "listen [::]:8443 ssl;",
                        "listen 127.0.0.1:7481;"),
                listens(Config.of(CHOICE)));
    }

    @Test
    void leavesOutIpv6WhereThereIsNone() {
        assertEquals(
                List.of("listen 0.0.0.0:8080;", "listen 0.0.0.0:8443 ssl;", "listen 127.0.0.1:7481;"),
                listens(Config.of(new Config.Choice(8080, 8443, 7481, false))));
    }

    @Test
    void fillsEveryGap() {
        assertFalse(Config.of(CHOICE).nginx().matches("(?s).*@[A-Z_]+@.*"));
        assertTrue(Config.of(CHOICE).lua().contains("function routes.balance()"));
    }

    @Test
    void digestChangesWithAPort() {
        assertEquals(Config.of(CHOICE).digest(), Config.of(CHOICE).digest());
        assertNotEquals(
                Config.of(CHOICE).digest(),
                Config.of(new Config.Choice(8081, 8443, 7481, true)).digest());
    }

    private static List<String> listens(Config config) {
        return Stream.of(config.nginx().split("\n"))
                .map(String::strip)
                .filter(line -> line.startsWith("listen "))
                .toList();
    }
}
