package rocks.nua.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.app.Deployments;

/** Unsets variables of an app and deploys it without them. */
@Service
@Command(scope = "nua", name = "env-unset", description = "Unsets variables of an app and deploys it without them")
public final class EnvUnsetCommand extends AppAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Deployments deployments;

    @Option(name = "--build", description = "Secrets that only builds get, from the next one on")
    private boolean build;

    @Argument(index = 1, name = "name", description = "Names", required = true, multiValued = true)
    @SuppressWarnings("NullAway.Init")
    private List<String> names;

    @Override
    void act(AppName app) {
        if (build) {
            apps().changeBuildSecrets(app, Map.of(), Set.copyOf(names), CALLER);
            return;
        }
        Follow.all(apps().changeEnv(app, Map.of(), Set.copyOf(names), CALLER), deployments, this);
    }
}
