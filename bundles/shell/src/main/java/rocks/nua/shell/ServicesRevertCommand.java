package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrades;

/** Goes back to before an upgrade. */
@Service
@Command(
        scope = "nua",
        name = "services-revert",
        description = "Goes back to before an upgrade; what was written since is dumped")
public final class ServicesRevertCommand extends UpgradeAction {

    @Override
    void act(ServiceName service, Upgrades upgrades) {
        upgrades.revert(service, CALLER);
    }
}
