package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Removes a package repository. */
@Service
@Command(scope = "nua", name = "repositories-remove", description = "Removes a package repository")
public final class RepositoriesRemoveCommand extends RepositoryAction {
    @Argument(name = "repository", description = "Its name", required = true)
    @Completion(RepositoryNames.class)
    private String name = "";

    @Override
    void act() {
        repositories().remove(name, CALLER);
    }
}
