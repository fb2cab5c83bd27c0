package rocks.nua.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** The Karaf shell, over SSH. */
final class Ssh {
    private Ssh() {}

    /** Runs one command; returns what it printed. Throws where the login is refused. */
    static String run(NuaPlatform platform, String user, String password, String command) throws IOException {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> true);
            client.start();
            try (ClientSession session = client.connect(user, "127.0.0.1", platform.port("NUA_SSH_PORT"))
                            .verify(Duration.ofSeconds(20))
                            .getSession();
                    ByteArrayOutputStream out = new ByteArrayOutputStream()) {
                session.addPasswordIdentity(password);
                session.auth().verify(Duration.ofSeconds(20));
                try (var channel = session.createExecChannel(command)) {
                    channel.setOut(out);
                    channel.setErr(out);
                    channel.open().verify(Duration.ofSeconds(20));
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofMinutes(3));
                }
                return out.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
