package rocks.nua.service.mosquitto;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.service.BackingService;

/**
 * Mosquitto, the MQTT broker, as Debian packages it. An app publishes and reads below one topic that is called like its database. What a
 * dump keeps are the retained messages; those that wait for a client that is away are not in it.
 */
@Plugin(name = "mosquitto")
@Component
public final class MosquittoService implements BackingService {
    private static final int PORT = 1883;
    private static final String BIN = "/usr/local/bin/nua-";

    /** Made by the service registry. */
    public MosquittoService() {}

    @Override
    public List<Version> versions() {
        return List.of(new Version(
                "2.0",
                new Recipe(
                        Base.DEBIAN_13,
                        List.of(),
                        List.of(script("start"), script("users"), script("dump"), script("restore"), script("facts")),
                        List.of(),
                        List.of("mosquitto", "mosquitto-clients"),
                        List.of(),
                        List.of("/bin/sh", BIN + "start"),
                        PORT,
                        // where the clients find the administrator's name and password
                        Map.of("XDG_CONFIG_HOME", "/data/client"),
                        List.of("Mosquitto 2.0 comes from " + Base.DEBIAN_13.suite())),
                "/data"));
    }

    private static Step.Write script(String name) {
        return Step.Write.of(BIN + name, MosquittoService.class, name);
    }

    @Override
    public boolean rotates() {
        return true;
    }

    @Override
    public Command ready() {
        return new Command(List.of("mosquitto_pub", "-t", "$nua", "-n"), "");
    }

    @Override
    public Command bind(Credentials app) {
        return new Command(
                List.of("/bin/sh", BIN + "users", "add", app.user(), app.database()),
                app.password().reveal() + "\n");
    }

    @Override
    public Command unbind(Credentials app) {
        return new Command(List.of("/bin/sh", BIN + "users", "remove", app.user()), "");
    }

    @Override
    public Command dump(Credentials app) {
        return new Command(List.of("/bin/sh", BIN + "dump", app.database()), "");
    }

    @Override
    public Command restore(Credentials app) {
        return new Command(List.of("perl", BIN + "restore", app.database()), "");
    }

    @Override
    public Optional<Command> fingerprint(Credentials app) {
        return Optional.of(new Command(
                List.of("/bin/sh", "-c", "/bin/sh " + BIN + "dump \"$1\" | sort | sha256sum", "sum", app.database()),
                ""));
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(new Command(List.of("/bin/sh", BIN + "facts"), ""));
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        String url = "mqtt://" + app.user() + ":" + app.password().reveal() + "@" + app.host() + ":" + PORT;
        return Map.of(
                "MQTT_URL", new Secret(url),
                "MQTT_HOST", new Secret(app.host()),
                "MQTT_PORT", new Secret(String.valueOf(PORT)),
                "MQTT_USER", new Secret(app.user()),
                "MQTT_PASSWORD", app.password(),
                "MQTT_TOPIC", new Secret(app.database()));
    }
}
