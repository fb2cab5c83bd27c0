package rocks.nua.router.nginx;

import java.nio.file.Path;
import java.util.Map;
import rocks.nua.api.Domain;
import rocks.nua.api.platform.Settings;

/** Settings of a test platform. */
record FixedSettings(Path home, int httpPort, int httpsPort, int routerPort) implements Settings {
    @Override
    public int apiPort() {
        return 7480;
    }

    @Override
    public Domain domain() {
        return new Domain("localhost");
    }

    @Override
    public Path engineSocket() {
        return Path.of("/var/run/docker.sock");
    }

    @Override
    public Path extraCa() {
        return Path.of("/etc/ssl/certs/ca-certificates.crt");
    }

    @Override
    public String networkPool() {
        return "10.213.0.0/16";
    }

    @Override
    public Map<String, String> all() {
        return Map.of();
    }
}
