package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.service.Upgrades;

/** Moves the data of a service to a server of a newer version. */
@Service
@Command(
        scope = "nua",
        name = "services-upgrade",
        description = "Moves the data of a service to a server of a newer version")
public final class ServicesUpgradeCommand extends UpgradeAction {
    @Option(name = "--version", description = "Version or range; the newest unless said")
    private String version = "";

    @Override
    void act(ServiceName service, Upgrades upgrades) {
        upgrades.start(service, version, CALLER);
        upgrades.log(service, true, this::print, CALLER);
        if (upgrades.get(service, CALLER).state() != Upgrade.State.UNCONFIRMED) {
            throw NuaException.rejected("The upgrade failed; the old version serves as before.");
        }
    }
}
