package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.platform.Platform;

/** The builders in the order in which they are asked. */
@Service
@Command(scope = "nua", name = "builders", description = "The builders in the order in which they are asked")
public final class BuildersCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Platform platform;

    @Override
    void act() {
        ShellTable table = Tables.of("Builder", "Order", "Bundle");
        platform.builders(CALLER)
                .forEach(builder -> table.addRow().addContent(builder.name(), builder.order(), builder.bundle()));
        print(table);
    }
}
