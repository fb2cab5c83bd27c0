package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import rocks.nua.api.service.Services;

/** Completes the names of backing services. */
@Service
public final class ServiceNames implements Completer {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Services services;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = services.list(NuaAction.CALLER).stream()
                .map(Services.Status::name)
                .toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
