package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.platform.Housekeeping;

/** Removes what no release and no build needs. */
@Service
@Command(
        scope = "nua",
        name = "prune",
        description = "Removes images and caches that nothing needs, as happens each day")
public final class PruneCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Housekeeping housekeeping;

    @Override
    void act() {
        Housekeeping.Pruned pruned = housekeeping.prune(CALLER);
        print("Removed " + pruned.images() + " images of apps and " + (pruned.bytes() >> 20) + " MiB of caches.");
    }
}
