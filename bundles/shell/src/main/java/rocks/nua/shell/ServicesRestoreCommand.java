package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;

/** Puts a dump back in place of what its app has. */
@Service
@Command(scope = "nua", name = "services-restore", description = "Puts a dump back in place of what its app has")
public final class ServicesRestoreCommand extends ServiceAction {
    @Argument(index = 1, name = "dump", description = "Name of the dump", required = true)
    @SuppressWarnings("NullAway.Init")
    private String dump;

    @Override
    void act(ServiceName service) {
        services().restore(service, dump, CALLER);
    }
}
