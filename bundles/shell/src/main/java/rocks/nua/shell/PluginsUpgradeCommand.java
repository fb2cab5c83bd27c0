package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.api.plugin.Plugins;
import rocks.nua.api.plugin.Plugins.Consent;

/** Puts another version in place of a plugin. */
@Service
@Command(scope = "nua", name = "plugins-upgrade", description = "Puts another version in place of a plugin")
public final class PluginsUpgradeCommand extends PluginFileAction {

    @Override
    Plugins.Info take(Plugins plugins, PluginSource source, Consent consent) {
        return plugins.upgrade(source, consent, CALLER);
    }
}
