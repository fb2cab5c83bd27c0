package rocks.nua.core.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;

class EnvironmentSettingsTest {
    private static EnvironmentSettings of(Map<String, String> environment) {
        return new EnvironmentSettings(environment, "ann", "/home/ann");
    }

    @Test
    void hasDefaultsForRootAndForOthers() {
        assertEquals(Path.of("/home/ann/.local/share/nua"), of(Map.of()).home());
        assertEquals(Path.of("/var/lib/nua"), new EnvironmentSettings(Map.of(), "root", "/root").home());
        assertEquals(80, of(Map.of()).httpPort());
    }

    @Test
    void theEnvironmentWinsOverTheFile(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/nua.cfg"), "NUA_HTTP_PORT=8080\nNUA_DOMAIN=example.org\nOTHER=1\n");
        EnvironmentSettings settings = of(Map.of("NUA_HOME", home.toString(), "NUA_HTTP_PORT", "8081"));

        assertEquals(8081, settings.httpPort());
        assertEquals("example.org", settings.domain().value());
        assertTrue(settings.all().keySet().stream().allMatch(key -> key.startsWith("NUA_")));
    }

    @Test
    void namesThePortThatIsNone() {
        NuaException e = assertThrows(
                NuaException.class, () -> of(Map.of("NUA_API_PORT", "http")).apiPort());
        assertTrue(e.getMessage().startsWith("NUA_API_PORT is 'http'"), e.getMessage());
    }
}
