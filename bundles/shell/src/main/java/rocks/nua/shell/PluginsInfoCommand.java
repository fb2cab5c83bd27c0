package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Shows one plugin. */
@Service
@Command(scope = "nua", name = "plugins-info", description = "Shows one plugin")
public final class PluginsInfoCommand extends PluginAction {

    @Override
    void act(String plugin) {
        print(table(List.of(plugins().get(plugin, CALLER))));
    }
}
