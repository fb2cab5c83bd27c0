package rocks.nua.shell;

import java.util.List;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;

/** Shows deployments while they go on. */
final class Follow {
    private Follow() {}

    static void all(List<Deployment> begun, Deployments deployments, NuaAction to) {
        begun.forEach(deployment -> one(deployment, deployments, to));
    }

    static void one(Deployment begun, Deployments deployments, NuaAction to) {
        deployments.log(begun.app(), begun.id(), true, to::print, NuaAction.CALLER);
        Deployment ended = deployments.get(begun.app(), begun.id(), NuaAction.CALLER);
        if (ended.state() == Deployment.State.FAILED) {
            throw NuaException.rejected("Deployment " + ended.id() + " failed; what served before still serves.");
        }
    }
}
