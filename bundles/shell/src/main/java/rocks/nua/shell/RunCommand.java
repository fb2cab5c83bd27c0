package rocks.nua.shell;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;

/** Runs a command in a new container of an app, without input. */
@Service
@Command(scope = "nua", name = "run", description = "Runs a command in a new container of an app")
public final class RunCommand extends AppAction {
    private static final Duration LIMIT = Duration.ofHours(6);

    @Argument(index = 1, name = "command", description = "Program and arguments", required = true, multiValued = true)
    @SuppressWarnings("NullAway.Init")
    private List<String> command;

    @Override
    void act(AppName app) {
        int status = apps().run(
                        app, command, InputStream.nullInputStream(), session().getConsole(), LIMIT, CALLER);
        if (status != 0) {
            throw NuaException.rejected("The command ended with status " + status + ".");
        }
    }
}
