package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The package repositories. */
@Service
@Command(scope = "nua", name = "repositories-list", description = "The package repositories")
public final class RepositoriesListCommand extends RepositoryAction {
    @Override
    void act() {
        show(repositories().list(CALLER));
    }
}
