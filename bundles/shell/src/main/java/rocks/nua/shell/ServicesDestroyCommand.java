package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;

/** Removes a service that no app is linked to. */
@Service
@Command(scope = "nua", name = "services-destroy", description = "Removes a service that no app is linked to")
public final class ServicesDestroyCommand extends ServiceAction {

    @Override
    void act(ServiceName service) {
        services().destroy(service, CALLER);
    }
}
