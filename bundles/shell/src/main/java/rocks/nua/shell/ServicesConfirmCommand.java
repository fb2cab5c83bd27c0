package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrades;

/** Removes what an upgrade has kept. */
@Service
@Command(scope = "nua", name = "services-confirm", description = "Removes the old data that an upgrade has kept")
public final class ServicesConfirmCommand extends UpgradeAction {

    @Override
    void act(ServiceName service, Upgrades upgrades) {
        upgrades.confirm(service, CALLER);
    }
}
