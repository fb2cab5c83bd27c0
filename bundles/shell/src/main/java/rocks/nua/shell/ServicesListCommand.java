package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.Services;

/** The backing services. */
@Service
@Command(scope = "nua", name = "services-list", description = "The backing services")
public final class ServicesListCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Services services;

    @Override
    void act() {
        print(ServiceAction.table(services.list(CALLER)));
    }
}
