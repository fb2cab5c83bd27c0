package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Fetches the index of a package repository again. */
@Service
@Command(scope = "nua", name = "repositories-refresh", description = "Fetches the index of a package repository again")
public final class RepositoriesRefreshCommand extends RepositoryAction {
    @Argument(name = "repository", description = "Its name", required = true)
    @Completion(RepositoryNames.class)
    private String name = "";

    @Override
    void act() {
        show(List.of(repositories().refresh(name, CALLER)));
    }
}
