package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import rocks.nua.api.AppName;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.Apps;

/** A command about one app. */
abstract class AppAction extends NuaAction {
    @Argument(name = "app", description = "Name of the app", required = true)
    @Completion(AppNames.class)
    @SuppressWarnings("NullAway.Init")
    private String app;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Apps apps;

    abstract void act(AppName app) throws Exception;

    @Override
    final void act() throws Exception {
        act(new AppName(app));
    }

    final Apps apps() {
        return apps;
    }

    final void print(AppStatus status) {
        Tables.print(status, this);
    }
}
