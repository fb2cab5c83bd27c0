package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;

/** A command about one backing service. */
abstract class ServiceAction extends NuaAction {
    @Argument(name = "service", description = "Name of the backing service", required = true)
    @Completion(ServiceNames.class)
    @SuppressWarnings("NullAway.Init")
    private String service;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Services services;

    abstract void act(ServiceName service) throws Exception;

    @Override
    final void act() throws Exception {
        act(new ServiceName(service));
    }

    final Services services() {
        return services;
    }

    static ShellTable table(List<Services.Status> all) {
        ShellTable table = Tables.of("Name", "Type", "Version", "State", "Apps", "Dumps");
        all.forEach(one -> table.addRow()
                .addContent(
                        one.name(),
                        one.type(),
                        one.version(),
                        one.state(),
                        String.join(", ", one.apps()),
                        one.dumps()));
        return table;
    }
}
