package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;

/** Takes a service off the loopback address. */
@Service
@Command(scope = "nua", name = "services-unexpose", description = "Takes a service off the loopback address")
public final class ServicesUnexposeCommand extends ServiceAction {

    @Override
    void act(ServiceName service) {
        services().unexpose(service, CALLER);
    }
}
