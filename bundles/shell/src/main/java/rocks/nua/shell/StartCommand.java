package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;

/** Runs the current release of an app. */
@Service
@Command(scope = "nua", name = "start", description = "Runs the current release of an app")
public final class StartCommand extends AppAction {

    @Override
    void act(AppName app) {
        print(apps().start(app, CALLER));
    }
}
