package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.app.Apps;

/** All apps. */
@Service
@Command(scope = "nua", name = "apps", description = "All apps")
public final class AppsCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Apps apps;

    @Override
    void act() {
        print(Tables.ofApps(apps.list(CALLER)));
    }
}
