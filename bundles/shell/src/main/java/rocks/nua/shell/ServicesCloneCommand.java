package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;

/** Makes a service with the data of another. */
@Service
@Command(scope = "nua", name = "services-clone", description = "Makes a service with the data of another")
public final class ServicesCloneCommand extends ServiceAction {
    @Argument(index = 1, name = "copy", description = "Name of the copy", required = true)
    @SuppressWarnings("NullAway.Init")
    private String copy;

    @Override
    void act(ServiceName service) {
        print(table(List.of(services().copy(service, new ServiceName(copy), CALLER))));
    }
}
