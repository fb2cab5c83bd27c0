package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.platform.Housekeeping;

/** Makes the base images anew, which takes a minute each. */
@Service
@Command(scope = "nua", name = "bases-refresh", description = "Makes the base images anew, which takes a minute each")
public final class BasesRefreshCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Housekeeping housekeeping;

    @Override
    void act() {
        print(Tables.ofBases(housekeeping.refreshBases(CALLER)));
    }
}
