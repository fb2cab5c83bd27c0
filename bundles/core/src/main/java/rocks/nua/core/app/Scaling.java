package rocks.nua.core.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Release;
import rocks.nua.api.engine.Container;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Fleet;
import rocks.nua.core.fleet.Routes;
import rocks.nua.core.fleet.Wishes;

/** Changes how many containers an app has, without losing a request. */
public final class Scaling {
    private static final int MOST_CONTAINERS = 100;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Store store;
    private final Fleet fleet;
    private final Routes routes;

    public Scaling(Store store, Fleet fleet, Routes routes) {
        this.store = store;
        this.fleet = fleet;
        this.routes = routes;
    }

    void scale(App app, Release release, Map<String, Integer> containers) {
        containers.forEach((process, count) -> requireScale(app, release, process, count));
        Map<String, Integer> scale = new TreeMap<>(app.scale());
        scale.putAll(containers);
        App scaled = app.withScale(scale);
        if (app.running()) {
            grow(app, scaled, release);
        }
        store.save(scaled);
        if (app.running()) {
            List<Container> surplus = fleet.surplus(scaled, release);
            routes.applyWithout(surplus);
            fleet.retire(app.name(), surplus, release.port());
        }
    }

    private void grow(App app, App scaled, Release release) {
        try {
            fleet.awaitHealthy(release, fleet.start(scaled, release), line -> {});
        } catch (RuntimeException e) {
            fleet.remove(app.name(), fleet.surplus(app, release), GRACE);
            throw e;
        }
    }

    private static void requireScale(App app, Release release, String process, int count) {
        Map<String, Integer> known = Wishes.scale(app, release.spec());
        if (!known.containsKey(process)) {
            throw NuaException.badRequest("App '" + app.name() + "' has no process '" + NuaException.excerpt(process)
                    + "': it has " + String.join(", ", known.keySet()) + ".");
        }
        if (count < 0 || count > MOST_CONTAINERS) {
            throw NuaException.badRequest("A process can have 0 to " + MOST_CONTAINERS + " containers, not " + count
                    + ": choose another number.");
        }
    }
}
