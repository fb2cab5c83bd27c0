package rocks.nua.core.service;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.Source;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Turns;
import rocks.nua.core.source.Workspace;

/**
 * Deploys the release of a running app again when what it gets of services has changed.
 *
 * @param store knows the apps
 * @param bindings know what they get
 * @param deployments bring them their variables
 * @param turns one change of an app at a time
 * @param workspace has a mark for each app from before the change until the deployment has ended: what a crash cuts off is done later
 */
record Redeployment(Store store, Bindings bindings, Deployments deployments, Turns turns, Workspace workspace) {
    private static final Logger LOG = LoggerFactory.getLogger(Redeployment.class);

    /** Makes the change and begins the deployment; where the change throws, nothing begins. Empty for an app that does not run. */
    List<Deployment> after(App app, Caller caller, Runnable change) {
        return turns.now(app.name(), () -> {
            workspace.markChange(app.name());
            try {
                change.run();
            } catch (RuntimeException e) {
                workspace.forgetChange(app.name());
                throw e;
            }
            return marked(app, caller);
        });
    }

    /** Begins what a crash has cut off, of each app that is not at something, once the plugins of all its services have come. */
    void reconcile() {
        workspace.changedApps().stream()
                .filter(bindings::offered)
                .forEach(app -> turns.unlessBusy(app, () -> goOn(app)));
    }

    private void goOn(AppName name) {
        if (workspace.isChanged(name)) { // it may have ended a moment ago
            LOG.info("App {} was not told yet what changed in its services -> deployed again", name);
            store.findApp(name).ifPresentOrElse(app -> marked(app, Caller.local()), () -> workspace.forgetChange(name));
        }
    }

    /** The end of the deployment removes the mark. */
    private List<Deployment> marked(App app, Caller caller) {
        List<Deployment> begun = begin(app, caller);
        if (begun.isEmpty()) {
            workspace.forgetChange(app.name());
        }
        return begun;
    }

    /** Begins the deployment; empty for an app that does not run. */
    List<Deployment> begin(App app, Caller caller) {
        if (app.release() == 0 || !app.running()) {
            return List.of();
        }
        return List.of(deployments.start(app.name(), new Source.Current(), Deployments.Options.NONE, caller));
    }
}
