package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;

/** Builds the image of a service's server anew. */
@Service
@Command(
        scope = "nua",
        name = "services-renew",
        description = "Builds the image of a service's server anew and replaces the server, which keeps its data")
public final class ServicesRenewCommand extends ServiceAction {

    @Override
    void act(ServiceName service) {
        print(table(List.of(services().renew(service, CALLER))));
    }
}
