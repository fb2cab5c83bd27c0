package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.Apps;

/** Completes the names of apps. */
@Service
public final class AppNames implements Completer {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Apps apps;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names =
                apps.list(NuaAction.CALLER).stream().map(AppStatus::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
