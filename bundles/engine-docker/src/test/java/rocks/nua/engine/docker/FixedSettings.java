package rocks.nua.engine.docker;

import java.nio.file.Path;
import java.util.Map;
import rocks.nua.api.Domain;
import rocks.nua.api.platform.Settings;

/** The settings of a platform for tests, of which the engine reads four. */
record FixedSettings(Path home, Path engineSocket, Path extraCa, String networkPool, Map<String, String> all)
        implements Settings {
    static final Path CA = Path.of("/etc/ssl/certs/ca-certificates.crt");

    static FixedSettings at(Path home) {
        return new FixedSettings(home, Path.of("/var/run/docker.sock"), CA, "10.214.0.0/16", Map.of());
    }

    /** The same with these settings by name. */
    FixedSettings with(Map<String, String> settings) {
        return new FixedSettings(home, engineSocket, extraCa, networkPool, settings);
    }

    @Override
    public int httpPort() {
        return 80;
    }

    @Override
    public int httpsPort() {
        return 443;
    }

    @Override
    public int apiPort() {
        return 7480;
    }

    @Override
    public int routerPort() {
        return 7481;
    }

    @Override
    public Domain domain() {
        return new Domain("localhost");
    }
}
