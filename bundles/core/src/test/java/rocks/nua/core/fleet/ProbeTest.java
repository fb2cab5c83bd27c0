package rocks.nua.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.ImageRef;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.engine.Container;
import rocks.nua.testkit.FakeEngine;

class ProbeTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortThatIsClosedInsteadOfAnAnswerIsNotWell(boolean stays) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(0, 50, loopback)) {
            int port = server.getLocalPort();
            new Thread(() -> serve(server, stays)).start();
            var container = new Container(
                    "1",
                    "shop",
                    new ImageRef("shop:1"),
                    "running",
                    loopback.getHostAddress(),
                    Map.of(),
                    0,
                    Instant.EPOCH);

            assertEquals(
                    stays ? "" : "nothing listens on port " + port,
                    new Probe(new FakeEngine()).ask(container, port, new HealthCheck.Conventional()));
        }
    }

    /** Speaks no HTTP: ends each connection after the first bytes, and itself too unless it stays. */
    private static void serve(ServerSocket server, boolean stays) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                if (connection.getInputStream().read() >= 0 && !stays) {
                    server.close();
                }
            } catch (IOException e) {
                return;
            }
        }
    }
}
