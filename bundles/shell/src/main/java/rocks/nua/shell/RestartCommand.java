package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;

/** Replaces the containers of an app without losing a request. */
@Service
@Command(scope = "nua", name = "restart", description = "Replaces the containers of an app without losing a request")
public final class RestartCommand extends AppAction {

    @Override
    void act(AppName app) {
        print(apps().restart(app, CALLER));
    }
}
