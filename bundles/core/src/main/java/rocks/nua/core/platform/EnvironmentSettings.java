package rocks.nua.core.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Domain;
import rocks.nua.api.NuaException;
import rocks.nua.api.platform.BuildSettings;
import rocks.nua.api.platform.Settings;

/** The settings from the process's environment, then {@code $NUA_HOME/etc/nua.cfg}, then the defaults. */
@Component
public final class EnvironmentSettings implements Settings {
    private static final String HOME_OF_ROOT = "/var/lib/nua";
    private static final String HOST_CA = "/etc/ssl/certs/ca-certificates.crt";

    private final Map<String, String> values;

    /** Reads the environment of this process. */
    @Activate
    public EnvironmentSettings() {
        this(System.getenv(), System.getProperty("user.name", ""), System.getProperty("user.home", ""));
    }

    EnvironmentSettings(Map<String, String> environment, String user, String userHome) {
        Map<String, String> all = new TreeMap<>();
        all.put("NUA_HOME", user.equals("root") ? HOME_OF_ROOT : userHome + "/.local/share/nua");
        all.put("NUA_HTTP_PORT", "80");
        all.put("NUA_HTTPS_PORT", "443");
        all.put("NUA_API_PORT", "7480");
        all.put("NUA_SSH_PORT", "7422");
        all.put("NUA_ROUTER_PORT", "7481");
        all.put("NUA_DOMAIN", "localhost");
        all.put("NUA_ENGINE_SOCKET", "/var/run/docker.sock");
        all.put("NUA_EXTRA_CA", HOST_CA);
        all.put("NUA_NETWORK_POOL", "10.213.0.0/16");
        BuildSettings.NAMES.forEach(name -> all.put(name, ""));
        all.put("NUA_DEPLOY_UNSIGNED", "yes");
        all.put("NUA_MAVEN_REPOSITORY", "https://repo.maven.apache.org/maven2");
        String home = environment.getOrDefault("NUA_HOME", all.getOrDefault("NUA_HOME", HOME_OF_ROOT));
        readFile(Path.of(home, "etc", "nua.cfg")).forEach((key, value) -> all.replace(key, value));
        all.replaceAll((key, value) ->
                environment.getOrDefault(key, "").isBlank() ? value : environment.getOrDefault(key, value));
        values = Collections.unmodifiableMap(all);
    }

    private static Map<String, String> readFile(Path file) {
        Map<String, String> read = new TreeMap<>();
        if (Files.isRegularFile(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            properties
                    .stringPropertyNames()
                    .forEach(
                            key -> read.put(key, properties.getProperty(key, "").strip()));
        }
        return read;
    }

    @Override
    public Path home() {
        return Path.of(text("NUA_HOME")).toAbsolutePath();
    }

    @Override
    public int httpPort() {
        return port("NUA_HTTP_PORT");
    }

    @Override
    public int httpsPort() {
        return port("NUA_HTTPS_PORT");
    }

    @Override
    public int apiPort() {
        return port("NUA_API_PORT");
    }

    @Override
    public int routerPort() {
        return port("NUA_ROUTER_PORT");
    }

    @Override
    public Domain domain() {
        return new Domain(text("NUA_DOMAIN"));
    }

    @Override
    public Path engineSocket() {
        return Path.of(text("NUA_ENGINE_SOCKET"));
    }

    @Override
    public Path extraCa() {
        return Path.of(text("NUA_EXTRA_CA"));
    }

    @Override
    public String networkPool() {
        return text("NUA_NETWORK_POOL");
    }

    @Override
    public Map<String, String> all() {
        return values;
    }

    private String text(String name) {
        return values.getOrDefault(name, "");
    }

    private int port(String name) {
        try {
            int port = Integer.parseInt(text(name));
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, as a number out of range is
        }
        throw NuaException.badRequest(name + " is '" + NuaException.excerpt(text(name))
                + "', which is not a port: set it to a number from 1 to 65535.");
    }
}
