package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import rocks.nua.api.catalogue.Catalogue;

/** Completes the ids of packages. */
@Service
public final class PackageIds implements Completer {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Catalogue catalogue;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> ids = catalogue.search("", NuaAction.CALLER).stream()
                .map(Catalogue.Entry::id)
                .toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
