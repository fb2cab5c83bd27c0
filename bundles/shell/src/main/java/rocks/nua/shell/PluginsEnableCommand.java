package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Switches a plugin on again. */
@Service
@Command(scope = "nua", name = "plugins-enable", description = "Switches a plugin on again")
public final class PluginsEnableCommand extends PluginAction {

    @Override
    void act(String plugin) {
        print(table(List.of(plugins().enable(plugin, CALLER))));
    }
}
