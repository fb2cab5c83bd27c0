package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.app.AppStatus;

/** One app with its containers. */
@Service
@Command(scope = "nua", name = "info", description = "One app with its containers")
public final class InfoCommand extends AppAction {

    @Override
    void act(AppName app) {
        AppStatus status = apps().get(app, CALLER);
        print(status);
        print("Domains: " + String.join(", ", status.domains()));
    }
}
