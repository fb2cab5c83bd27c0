package rocks.nua.shell;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.app.Deployments;

/** Sets variables of an app and deploys it with them. */
@Service
@Command(scope = "nua", name = "env-set", description = "Sets variables of an app and deploys it with them")
public final class EnvSetCommand extends AppAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Deployments deployments;

    @Option(name = "--build", description = "Secrets that only builds get, from the next one on")
    private boolean build;

    @Argument(index = 1, name = "NAME=value", description = "Variables", required = true, multiValued = true)
    @SuppressWarnings("NullAway.Init")
    private List<String> variables;

    @Override
    void act(AppName app) {
        if (build) {
            apps().changeBuildSecrets(app, Variables.of(variables), Set.of(), CALLER);
            return;
        }
        Follow.all(apps().changeEnv(app, Variables.of(variables), Set.of(), CALLER), deployments, this);
    }
}
