package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.platform.Housekeeping;

/** The base images and the apps that stand on them. */
@Service
@Command(scope = "nua", name = "bases-list", description = "The base images and the apps that stand on them")
public final class BasesListCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Housekeeping housekeeping;

    @Override
    void act() {
        print(Tables.ofBases(housekeeping.bases(CALLER)));
    }
}
