package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Switches a plugin off and keeps it. */
@Service
@Command(scope = "nua", name = "plugins-disable", description = "Switches a plugin off and keeps it")
public final class PluginsDisableCommand extends PluginAction {

    @Override
    void act(String plugin) {
        print(table(List.of(plugins().disable(plugin, CALLER))));
    }
}
