package rocks.nua.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.Domain;
import rocks.nua.api.platform.Settings;

/** Settings that a test fixes. */
public record FixedSettings(
        Path home,
        int httpPort,
        int httpsPort,
        int apiPort,
        int routerPort,
        Domain domain,
        Path engineSocket,
        Path extraCa,
        String networkPool)
        implements Settings {

    /** Everything below that folder, on ports that no other test is likely to take. */
    public static FixedSettings of(Path home) {
        return new FixedSettings(
                home,
                18080,
                18443,
                17480,
                17481,
                new Domain("localhost"),
                Path.of("/var/run/docker.sock"),
                Path.of("/etc/ssl/certs/ca-certificates.crt"),
                "10.214.0.0/16");
    }

    @Override
    public Map<String, String> all() {
        return new TreeMap<>(Map.of(
                "NUA_HOME", home.toString(),
                "NUA_HTTP_PORT", Integer.toString(httpPort),
                "NUA_HTTPS_PORT", Integer.toString(httpsPort),
                "NUA_API_PORT", Integer.toString(apiPort),
                "NUA_ROUTER_PORT", Integer.toString(routerPort),
                "NUA_DOMAIN", domain.value(),
                "NUA_ENGINE_SOCKET", engineSocket.toString(),
                "NUA_EXTRA_CA", extraCa.toString(),
                "NUA_NETWORK_POOL", networkPool));
    }
}
