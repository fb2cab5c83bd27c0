package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.service.ServiceName;

/** Gives an app other credentials and redeploys it. */
@Service
@Command(scope = "nua", name = "services-rotate", description = "Gives an app other credentials and redeploys it")
public final class ServicesRotateCommand extends ServiceAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Deployments deployments;

    @Argument(index = 1, name = "app", description = "Name of the app", required = true)
    @Completion(AppNames.class)
    @SuppressWarnings("NullAway.Init")
    private String app;

    @Override
    void act(ServiceName service) {
        Follow.all(services().rotate(service, new AppName(app), CALLER), deployments, this);
    }
}
