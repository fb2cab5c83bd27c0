package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A port that somebody else has is named. */
@Tag("docker")
final class PortTakenIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static ServerSocket take(String variable) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(NUA.port(variable)));
        return socket;
    }

    @Test
    void thatOfTheApiKeepsItFromStarting() throws IOException {
        NUA.nua("down").expect(0);
        try (ServerSocket taken = take("NUA_API_PORT")) {
            Program refused = NUA.nua("up").expect(1);
            assertTrue(refused.err().contains("Port " + taken.getLocalPort() + " is taken"), refused.toString());
        }
        NUA.nua("up").expect(0);
    }

    @Test
    void thatOfTheRouterIsFoundByTheDoctor() throws IOException {
        NUA.nua("down").expect(0);
        NUA.engine().containers(NUA.label()).forEach(container -> NUA.engine().destroy(container.getId()));
        try (ServerSocket taken = take("NUA_HTTP_PORT")) {
            Program refused = NUA.nua("up");
            String doctor = NUA.nua("doctor").out();
            assertTrue(
                    (refused.err() + doctor).contains(String.valueOf(taken.getLocalPort())), refused + "\n" + doctor);
            Program deployed = NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/hello-static"), "port")
                    .expect(1);
            assertTrue(
                    (deployed.out() + deployed.err()).contains(String.valueOf(taken.getLocalPort())),
                    deployed.toString());
        }
        NuaPlatform.eventually(
                "it mends itself",
                Duration.ofSeconds(90),
                () -> NUA.rest().get("/health").status() == 200);
        NUA.nua("up").expect(0);
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/hello-static"), "port")
                .expect(0);
        assertEquals(200, NUA.visit("port", "/").status());
    }
}
