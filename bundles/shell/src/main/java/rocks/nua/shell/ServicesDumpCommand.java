package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.service.ServiceName;

/** Keeps a copy of what an app has in a service. */
@Service
@Command(scope = "nua", name = "services-dump", description = "Keeps a copy of what an app has in a service")
public final class ServicesDumpCommand extends ServiceAction {
    @Argument(index = 1, name = "app", description = "Name of the app", required = true)
    @Completion(AppNames.class)
    @SuppressWarnings("NullAway.Init")
    private String app;

    @Override
    void act(ServiceName service) {
        print(services().dump(service, new AppName(app), CALLER).id());
    }
}
