package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrades;

/** A command about the upgrade of one backing service. */
abstract class UpgradeAction extends NuaAction {
    @Argument(name = "service", description = "Name of the backing service", required = true)
    @Completion(ServiceNames.class)
    @SuppressWarnings("NullAway.Init")
    private String service;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Upgrades upgrades;

    abstract void act(ServiceName service, Upgrades upgrades);

    @Override
    final void act() {
        act(new ServiceName(service), upgrades);
    }
}
