package rocks.nua.core.app;

import java.time.Duration;
import rocks.nua.api.AppName;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Fleet;
import rocks.nua.core.fleet.Labels;
import rocks.nua.core.fleet.Releases;
import rocks.nua.core.fleet.Routes;
import rocks.nua.core.sbom.Sboms;
import rocks.nua.core.service.Bindings;
import rocks.nua.core.source.Workspace;

/** Takes an app away without leaving anything of it; may be repeated when it was interrupted. */
public final class Removal {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Store store;
    private final Engine engine;
    private final Fleet fleet;
    private final Routes routes;
    private final Releases releases;
    private final Labels labels;
    private final Sboms sboms;
    private final Workspace workspace;
    private final Bindings bindings;

    public Removal(
            Store store,
            Engine engine,
            Fleet fleet,
            Routes routes,
            Releases releases,
            Labels labels,
            Sboms sboms,
            Workspace workspace,
            Bindings bindings) {
        this.store = store;
        this.engine = engine;
        this.fleet = fleet;
        this.routes = routes;
        this.releases = releases;
        this.labels = labels;
        this.sboms = sboms;
        this.workspace = workspace;
        this.bindings = bindings;
    }

    void remove(App app) {
        AppName name = app.name();
        store.save(app.withRunning(false));
        routes.apply();
        fleet.remove(name, fleet.list(name), GRACE);
        bindings.closeAll(name);
        engine.networks(labels.of(name)).forEach(engine::removeNetwork);
        engine.volumes(labels.of(name)).forEach(engine::removeVolume);
        sboms.undisturbed(() -> {
            removeImages(name);
            store.removeApp(name);
            releases.forget(name);
            routes.apply();
            workspace.removeApp(name);
        });
    }

    private void removeImages(AppName name) {
        for (Deployment deployment : store.deployments(name)) {
            engine.removeImage(labels.tag(deployment));
        }
        engine.images(labels.of(name)).forEach(image -> engine.removeImage(image.id()));
    }
}
