package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The verbs in the Karaf shell, over SSH. */
@Tag("docker")
final class ShellIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static final SshClient CLIENT = SshClient.setUpDefaultClient();

    @BeforeAll
    static void start() {
        CLIENT.setServerKeyVerifier((session, address, key) -> true);
        CLIENT.start();
    }

    @AfterAll
    static void stop() {
        CLIENT.stop();
    }

    private static String run(String command, String password) throws IOException {
        try (ClientSession session = CLIENT.connect("nua", "127.0.0.1", NUA.port("NUA_SSH_PORT"))
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

    private static String run(String command) throws IOException {
        return run(command, NUA.token());
    }

    @Test
    void onlyTheTokenOpensTheShell() throws IOException {
        assertThrows(IOException.class, () -> run("nua:status", "karaf"));
        assertThrows(IOException.class, () -> run("nua:status", NUA.token() + "x"));
        assertTrue(run("nua:status").contains("ready"));
    }

    @Test
    void theVerbsDoWhatTheCommandsDo() throws IOException {
        String deployed = run("nua:deploy --app shell-app " + NuaPlatform.CHECKOUT.resolve("examples/hello-node"));
        assertTrue(deployed.contains("http://shell-app.localhost"), deployed);
        assertTrue(run("nua:apps").contains("shell-app"));
        String info = run("nua:info shell-app");
        assertTrue(info.toLowerCase(Locale.ROOT).contains("running"), info);
        assertTrue(run("nua:releases shell-app").contains("1"));
        assertTrue(run("nua:builders").contains("node"));
        run("nua:destroy shell-app");
        assertFalse(run("nua:apps").contains("shell-app"));
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        String told = run("nua:info nobody");
        assertTrue(told.contains("nobody"), told);
        assertFalse(told.contains("Exception") || told.contains("\tat "), told);
    }
}
