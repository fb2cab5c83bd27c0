package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import rocks.nua.api.catalogue.Repositories;

/** Completes the names of package repositories. */
@Service
public final class RepositoryNames implements Completer {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Repositories repositories;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = repositories.list(NuaAction.CALLER).stream()
                .map(Repositories.Repository::name)
                .toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
