package rocks.nua.service.rabbitmq;

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
 * RabbitMQ as Debian packages it. An app has a virtual host, called like its database. A dump keeps the definitions and the messages that
 * wait in queues, in their order; they come back to their queues directly. Streams are kept without what is in them.
 */
@Plugin(name = "rabbitmq")
@Component
public final class RabbitmqService implements BackingService {
    private static final int PORT = 5672;
    private static final String BIN = "/usr/local/bin/nua-";

    /** The server answers the protocol's header with its first frame, of type 1, once it has started altogether. */
    private static final String READY = "exec 3<>/dev/tcp/127.0.0.1/" + PORT + " && printf 'AMQP\\0\\0\\11\\1' >&3"
            + " && [[ $(timeout 5 head -c 1 <&3 | od -An -tx1) == *01* ]]";

    private static final String DEFINITIONS =
            """
            {"vhosts": [{"name": "{vhost}"}],
             "users": [{"name": "{user}", "password": "{password}", "tags": ""}],
             "permissions": [
              {"user": "{user}", "vhost": "{vhost}", "configure": ".*", "write": ".*", "read": ".*"},
              {"user": "nua-admin", "vhost": "{vhost}", "configure": ".*", "write": ".*", "read": ".*"}]}
            """;

    /** Nodes find each other by a port that only this container reaches. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HOME", "/data",
            "RABBITMQ_NODENAME", "nua@localhost",
            "RABBITMQ_MNESIA_BASE", "/data/db",
            "RABBITMQ_LOG_BASE", "/tmp",
            "RABBITMQ_CONFIG_FILE", "/tmp/rabbitmq.conf",
            "RABBITMQ_ENABLED_PLUGINS_FILE", "/dev/null",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}",
            "ERL_EPMD_ADDRESS", "127.0.0.1");

    /** Made by the service registry. */
    public RabbitmqService() {}

    @Override
    public List<Version> versions() {
        return List.of(new Version(
                "4.0",
                new Recipe(
                        Base.DEBIAN_13,
                        List.of(),
                        List.of(script("start"), script("bind"), script("unbind"), script("vhost.py"), script("facts")),
                        List.of(),
                        List.of("python3-pika", "rabbitmq-server"),
                        List.of(),
                        List.of("/bin/sh", BIN + "start"),
                        PORT,
                        ENVIRONMENT,
                        List.of("RabbitMQ 4.0 comes from " + Base.DEBIAN_13.suite())),
                "/data"));
    }

    private static Step.Write script(String name) {
        return Step.Write.of(BIN + name, RabbitmqService.class, name);
    }

    @Override
    public boolean rotates() {
        return true;
    }

    @Override
    public Command ready() {
        return new Command(List.of("bash", "-c", READY), "");
    }

    @Override
    public Command bind(Credentials app) {
        return new Command(
                List.of("/bin/sh", BIN + "bind"),
                DEFINITIONS
                        .replace("{vhost}", app.database())
                        .replace("{user}", app.user())
                        .replace("{password}", app.password().reveal()));
    }

    @Override
    public Command unbind(Credentials app) {
        return new Command(List.of("/bin/sh", BIN + "unbind", app.user()), "");
    }

    @Override
    public Command dump(Credentials app) {
        return new Command(
                List.of("sh", "-c", "exec python3 \"$0\" dump \"$1\" 2>/dev/null", BIN + "vhost.py", app.database()),
                "");
    }

    @Override
    public Command restore(Credentials app) {
        return new Command(List.of("python3", BIN + "vhost.py", "restore", app.database()), "");
    }

    @Override
    public Optional<Command> fingerprint(Credentials app) {
        return Optional.of(new Command(List.of("python3", BIN + "vhost.py", "fingerprint", app.database()), ""));
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(new Command(List.of("/bin/sh", BIN + "facts"), ""));
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        String url = "amqp://" + app.user() + ":" + app.password().reveal() + "@" + app.host() + ":" + PORT + "/"
                + app.database();
        return Map.of(
                "AMQP_URL", new Secret(url),
                "RABBITMQ_URL", new Secret(url),
                "RABBITMQ_HOST", new Secret(app.host()),
                "RABBITMQ_PORT", new Secret(String.valueOf(PORT)),
                "RABBITMQ_USER", new Secret(app.user()),
                "RABBITMQ_PASSWORD", app.password(),
                "RABBITMQ_VHOST", new Secret(app.database()));
    }
}
