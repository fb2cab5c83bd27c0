package rocks.nua.shell;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.ServiceName;

/** Says one thing to what an app has in a service. */
@Service
@Command(
        scope = "nua",
        name = "services-connect",
        description = "Says one thing, such as an SQL statement, to what an app has in a service")
public final class ServicesConnectCommand extends ServiceAction {
    private static final Duration LIMIT = Duration.ofHours(1);

    @Argument(index = 1, name = "app", description = "Name of the app", required = true)
    @Completion(AppNames.class)
    @SuppressWarnings("NullAway.Init")
    private String app;

    @Argument(index = 2, name = "statement", description = "In the service's own language", required = true)
    @SuppressWarnings("NullAway.Init")
    private String statement;

    @Override
    void act(ServiceName service) {
        var said = new ByteArrayInputStream((statement + "\n").getBytes(StandardCharsets.UTF_8));
        int status = services().console(service, app, said, session().getConsole(), LIMIT, CALLER);
        if (status != 0) {
            throw NuaException.rejected("The client ended with status " + status + ".");
        }
    }
}
