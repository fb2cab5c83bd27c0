package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.plugin.Plugins;

/** Ends the trust in a certificate. */
@Service
@Command(scope = "nua", name = "plugins-distrust", description = "Ends the trust in a certificate")
public final class PluginsDistrustCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Plugins plugins;

    @Argument(name = "fingerprint", description = "At least its first 8 digits", required = true)
    @SuppressWarnings("NullAway.Init")
    private String fingerprint;

    @Override
    void act() {
        plugins.distrust(fingerprint, CALLER);
    }
}
