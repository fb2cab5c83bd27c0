package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Removes a plugin; apps that it built run on. */
@Service
@Command(scope = "nua", name = "plugins-uninstall", description = "Removes a plugin; apps that it built run on")
public final class PluginsUninstallCommand extends PluginAction {

    @Override
    void act(String plugin) {
        plugins().uninstall(plugin, CALLER);
    }
}
