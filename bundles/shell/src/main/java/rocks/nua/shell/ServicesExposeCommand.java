package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;

/** Lets a service be reached on the loopback address. */
@Service
@Command(scope = "nua", name = "services-expose", description = "Lets a service be reached on the loopback address")
public final class ServicesExposeCommand extends ServiceAction {
    @Option(name = "--port", description = "Port; any that is free unless said")
    private int port;

    @Override
    void act(ServiceName service) {
        print(services().expose(service, port, CALLER).exposed());
    }
}
