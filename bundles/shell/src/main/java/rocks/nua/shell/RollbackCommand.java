package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.Source;

/** Deploys an earlier release of an app. */
@Service
@Command(scope = "nua", name = "rollback", description = "Deploys an earlier release of an app")
public final class RollbackCommand extends AppAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Deployments deployments;

    @Argument(index = 1, name = "release", description = "Its number; 0: the one before the current")
    private int release;

    @Override
    void act(AppName app) {
        Deployment begun = deployments.start(app, new Source.Earlier(release), Deployments.Options.NONE, CALLER);
        Follow.one(begun, deployments, this);
    }
}
