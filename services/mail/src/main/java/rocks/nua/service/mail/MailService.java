package rocks.nua.service.mail;

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
 * Takes mail from apps by Exim as Debian packages it. It keeps all of it in an inbox for each app, whoever it is for, until its console is
 * told a relay; from then on it sends it there. A dump keeps the inbox.
 */
@Plugin(name = "mail")
@Component
public final class MailService implements BackingService {
    private static final int PORT = 2525;
    private static final String BIN = "/usr/local/bin/nua-";
    private static final String READY =
            "exec 3<>/dev/tcp/127.0.0.1/" + PORT + " && read -r -t 5 line <&3 && [[ $line == 220* ]]";
    /** All files of an inbox, by their content alone. */
    private static final String FINGERPRINT =
            "find \"/data/inbox/$1\" -type f -exec sha256sum {} + | cut -c 1-64 | sort";

    /** Made by the service registry. */
    public MailService() {}

    @Override
    public List<Version> versions() {
        return List.of(new Version(
                "4.98",
                new Recipe(
                        Base.DEBIAN_13,
                        List.of(),
                        List.of(
                                Step.Write.of("/usr/local/etc/nua-exim.conf", MailService.class, "exim.conf"),
                                script("start"),
                                script("users"),
                                script("dump"),
                                script("restore"),
                                script("facts"),
                                script("console")),
                        List.of(),
                        List.of("curl", "exim4-daemon-light"),
                        List.of(),
                        List.of("/bin/sh", BIN + "start"),
                        PORT,
                        Map.of(),
                        List.of("Exim 4.98 comes from " + Base.DEBIAN_13.suite())),
                "/data"));
    }

    private static Step.Write script(String name) {
        return Step.Write.of(BIN + name, MailService.class, name);
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
        return new Command(List.of("/bin/sh", BIN + "restore", app.database()), "");
    }

    @Override
    public Optional<Command> fingerprint(Credentials app) {
        return Optional.of(new Command(List.of("/bin/sh", "-c", FINGERPRINT, "fingerprint", app.database()), ""));
    }

    @Override
    public Optional<Command> console(Credentials app) {
        return Optional.of(new Command(List.of("bash", BIN + "console", app.database()), ""));
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(new Command(List.of("/bin/sh", BIN + "facts"), ""));
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        String url = "smtp://" + app.user() + ":" + app.password().reveal() + "@" + app.host() + ":" + PORT;
        return Map.of(
                "SMTP_URL", new Secret(url),
                "SMTP_HOST", new Secret(app.host()),
                "SMTP_PORT", new Secret(String.valueOf(PORT)),
                "SMTP_USER", new Secret(app.user()),
                "SMTP_PASSWORD", app.password());
    }
}
