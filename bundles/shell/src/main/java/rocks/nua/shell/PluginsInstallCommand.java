package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.api.plugin.Plugins;
import rocks.nua.api.plugin.Plugins.Consent;

/** Installs a plugin. */
@Service
@Command(scope = "nua", name = "plugins-install", description = "Installs a plugin")
public final class PluginsInstallCommand extends PluginFileAction {

    @Override
    Plugins.Info take(Plugins plugins, PluginSource source, Consent consent) {
        return plugins.install(source, consent, CALLER);
    }
}
