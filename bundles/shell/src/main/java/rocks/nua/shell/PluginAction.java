package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.plugin.Plugins;

/** A command about one plugin. */
abstract class PluginAction extends NuaAction {
    @Argument(name = "plugin", description = "Name of the plugin", required = true)
    @Completion(PluginNames.class)
    @SuppressWarnings("NullAway.Init")
    private String plugin;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Plugins plugins;

    abstract void act(String plugin) throws Exception;

    @Override
    final void act() throws Exception {
        act(plugin);
    }

    final Plugins plugins() {
        return plugins;
    }

    static ShellTable table(List<Plugins.Info> all) {
        ShellTable table = Tables.of("Name", "Version", "State", "From", "Signed by", "Needs", "Gives", "Message");
        all.forEach(one -> table.addRow()
                .addContent(
                        one.name(),
                        one.version(),
                        Tables.word(one.state()),
                        one.origin(),
                        one.signer() + (one.signer().isEmpty() || one.trusted() ? "" : " (not trusted)"),
                        String.join(", ", one.permissions()),
                        String.join(", ", one.gives()),
                        one.message()));
        return table;
    }
}
