package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import rocks.nua.api.plugin.Plugins;

/** Completes the names of plugins. */
@Service
public final class PluginNames implements Completer {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Plugins plugins;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names =
                plugins.list(NuaAction.CALLER).stream().map(Plugins.Info::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
