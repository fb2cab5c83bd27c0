package rocks.nua.shell;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;

/** One backing service. */
@Service
@Command(scope = "nua", name = "services-info", description = "One backing service")
public final class ServicesInfoCommand extends ServiceAction {

    @Override
    void act(ServiceName service) {
        Services.Status status = services().get(service, CALLER);
        print(table(List.of(status)));
        Stream.of(status.exposed(), status.note())
                .filter(line -> !line.isEmpty())
                .forEach(this::print);
        status.facts().forEach(fact -> print(fact.name() + ": " + fact.value()));
    }
}
