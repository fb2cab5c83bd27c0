package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;

/** Takes an app off the router and stops its containers. */
@Service
@Command(scope = "nua", name = "stop", description = "Takes an app off the router and stops its containers")
public final class StopCommand extends AppAction {

    @Override
    void act(AppName app) {
        print(apps().stop(app, CALLER));
    }
}
