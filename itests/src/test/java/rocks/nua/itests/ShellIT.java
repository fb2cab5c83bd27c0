package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The verbs in the Karaf shell, over SSH. */
@Tag("docker")
final class ShellIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static String run(String command, String password) throws IOException {
        return Ssh.run(NUA, "nua", password, command);
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
