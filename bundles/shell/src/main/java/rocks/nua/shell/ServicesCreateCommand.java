package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;

/** Makes a backing service. */
@Service
@Command(scope = "nua", name = "services-create", description = "Makes a backing service")
public final class ServicesCreateCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Services services;

    @Argument(index = 0, name = "type", description = "Kind of service", required = true)
    @SuppressWarnings("NullAway.Init")
    private String type;

    @Argument(index = 1, name = "name", description = "Name of the service", required = true)
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(name = "--version", description = "Version or range, such as 17 or >=15")
    private String version = "";

    @Override
    void act() {
        print(ServiceAction.table(List.of(services.create(new ServiceName(name), type, version, CALLER))));
    }
}
