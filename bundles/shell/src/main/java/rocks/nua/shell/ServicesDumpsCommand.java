package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.service.ServiceName;

/** The dumps of a service. */
@Service
@Command(scope = "nua", name = "services-dumps", description = "The dumps of a service")
public final class ServicesDumpsCommand extends ServiceAction {

    @Override
    void act(ServiceName service) {
        ShellTable table = Tables.of("Dump", "App", "Bytes", "Created", "Stores");
        services().dumps(service, this::print, CALLER).forEach(dump -> table.addRow()
                .addContent(
                        dump.id(),
                        dump.app(),
                        dump.sizeBytes(),
                        Tables.time(dump.createdAt()),
                        String.join(", ", dump.stores())));
        print(table);
    }
}
