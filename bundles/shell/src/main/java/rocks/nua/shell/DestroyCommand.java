package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;

/** Removes an app with everything that is its own. */
@Service
@Command(scope = "nua", name = "destroy", description = "Removes an app with everything that is its own")
public final class DestroyCommand extends AppAction {

    @Override
    void act(AppName app) {
        apps().destroy(app, CALLER);
        print("Destroyed " + app + ".");
    }
}
