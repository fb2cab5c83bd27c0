package rocks.nua.shell;

import java.time.Duration;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;

/** The output of an app. */
@Service
@Command(scope = "nua", name = "logs", description = "The output of an app")
public final class LogsCommand extends AppAction {
    @Option(
            name = "-f",
            aliases = {"--follow"},
            description = "Go on with what comes, until Ctrl-C")
    private boolean follow;

    @Option(name = "--minutes", description = "Only the last minutes; 0: all")
    private int minutes;

    @Override
    void act(AppName app) {
        Instant since = minutes > 0 ? Instant.now().minus(Duration.ofMinutes(minutes)) : Instant.EPOCH;
        apps().logs(app, since, follow, this::print, CALLER);
    }
}
