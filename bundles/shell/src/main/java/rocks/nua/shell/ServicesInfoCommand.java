package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;

/** One backing service. */
@Service
@Command(scope = "nua", name = "services-info", description = "One backing service")
public final class ServicesInfoCommand extends ServiceAction {

    @Override
    void act(ServiceName service) {
        print(table(List.of(services().get(service, CALLER))));
    }
}
