package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.plugin.Plugins;

/** Whose signatures are trusted. */
@Service
@Command(scope = "nua", name = "plugins-signers", description = "Whose signatures are trusted")
public final class PluginsSignersCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Plugins plugins;

    @Override
    void act() {
        ShellTable table = Tables.of("Name", "Expires", "Fingerprint");
        plugins.signers(CALLER)
                .forEach(signer -> table.addRow().addContent(signer.name(), signer.expiresAt(), signer.fingerprint()));
        print(table);
    }
}
