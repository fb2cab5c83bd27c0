package rocks.nua.core.service;

import java.util.List;
import java.util.function.Consumer;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Turns;
import rocks.nua.core.platform.EventLog;

/**
 * What apps get of services by word of a person, of which a running app learns by a deployment.
 *
 * @param store what is linked
 * @param bindings opens and closes
 * @param claims one change of a service at a time
 * @param rotation gives other credentials
 * @param redeployment brings the app its variables
 * @param turns one change of an app at a time
 * @param events get to know
 */
record Linking(
        Store store,
        Bindings bindings,
        Claims claims,
        Rotation rotation,
        Redeployment redeployment,
        Turns turns,
        EventLog events) {

    /** Ends rotations, and what a crash has cut off. */
    void reconcile() {
        rotation.settle();
        redeployment.reconcile();
    }

    List<Deployment> link(ServiceName name, AppName app, Caller caller) {
        caller.require(Permission.OPERATE);
        store.service(name);
        App linked = store.app(app);
        return redeployment.after(
                linked,
                caller,
                () -> claimed(name, service -> {
                    if (bindings.find(name, app).filter(Link::open).isPresent()) {
                        throw NuaException.conflict("App '" + app + "' is linked to service '" + name + "' already.");
                    }
                    bindings.open(service, app);
                    events.add("service.linked", caller, "App '" + app + "' was linked to service '" + name + "'.");
                }));
    }

    List<Deployment> unlink(ServiceName name, AppName app, Caller caller) {
        caller.require(Permission.OPERATE);
        store.service(name);
        App linked = store.app(app);
        return redeployment.after(
                linked,
                caller,
                () -> claimed(name, service -> {
                    bindings.close(service, app);
                    events.add(
                            "service.unlinked",
                            caller,
                            "App '" + app + "' was unlinked from service '" + name + "'; its data stays.");
                }));
    }

    List<Deployment> rotate(ServiceName name, AppName app, Caller caller) {
        caller.require(Permission.OPERATE);
        store.service(name);
        store.app(app);
        turns.now(
                app,
                () -> claimed(name, service -> {
                    Link link = bindings.find(name, app)
                            .filter(Link::open)
                            .orElseThrow(() -> bindings.notLinked(name, app));
                    rotation.begin(service, link, store.app(app));
                }));
        events.add("service.rotated", caller, "App '" + app + "' gets other credentials of service '" + name + "'.");
        List<Deployment> begun = redeployment.begin(store.app(app), caller);
        if (begun.isEmpty()) {
            rotation.settle();
        }
        return begun;
    }

    private ServiceName claimed(ServiceName name, Consumer<Service> work) {
        return claims.alone(name, () -> {
            work.accept(store.service(name));
            return name;
        });
    }
}
