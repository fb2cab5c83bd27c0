package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.plugin.Plugins;

/** The plugins. */
@Service
@Command(scope = "nua", name = "plugins-list", description = "The plugins")
public final class PluginsListCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Plugins plugins;

    @Override
    void act() {
        print(PluginAction.table(plugins.list(CALLER)));
    }
}
