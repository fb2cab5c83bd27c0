package rocks.nua.core.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.app.App;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.store.Store;

/** Makes what runs equal to what is wanted: the same code at boot, for repair and by the clock. */
public final class Reconcile {
    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Store store;
    private final Engine engine;
    private final Fleet fleet;
    private final Routes routes;
    private final Releases releases;
    private final Labels labels;
    private final Wishes wishes;
    private final Turns turns;

    /** Leaves apps alone for which something is under way. */
    public Reconcile(
            Store store, Engine engine, Fleet fleet, Routes routes, Releases releases, Labels labels, Turns turns) {
        this.store = store;
        this.engine = engine;
        this.fleet = fleet;
        this.routes = routes;
        this.releases = releases;
        this.labels = labels;
        this.wishes = new Wishes(labels);
        this.turns = turns;
    }

    /** What an app lacks and what it has too much. */
    private record Difference(List<ContainerSpec> missing, List<Container> surplus) {
        boolean none() {
            return missing.isEmpty() && surplus.isEmpty();
        }
    }

    /** One round over all apps; what fails for one app does not stop the others. */
    public void run() {
        Map<String, List<Container>> actual = engine.list(labels.ofPlatform()).stream()
                .filter(container -> !Labels.app(container).isEmpty())
                .collect(Collectors.groupingBy(Labels::app));
        Map<String, App> wanted =
                store.apps().stream().collect(Collectors.toMap(app -> app.name().value(), app -> app));
        wanted.forEach((name, app) -> {
            if (!difference(Optional.of(app), actual.getOrDefault(name, List.of()))
                    .none()) {
                turns.unlessBusy(app.name(), () -> repair(app.name()));
            }
        });
        for (String name : actual.keySet()) {
            if (!wanted.containsKey(name)) {
                AppName app = new AppName(name);
                turns.unlessBusy(app, () -> repair(app));
            }
        }
        routes.apply();
    }

    /** Looks again, now that nothing else is under way for the app, and mends what differs. */
    private void repair(AppName name) {
        try {
            Difference difference = difference(store.findApp(name), fleet.list(name));
            for (ContainerSpec wish : difference.missing()) {
                LOG.info("Container {} absent -> started", wish.name());
                engine.ensure(wish);
            }
            fleet.remove(name, difference.surplus(), GRACE);
        } catch (RuntimeException e) {
            LOG.warn("App {} could not be brought to its wanted state: {}", name, e.getMessage());
        }
    }

    private Difference difference(Optional<App> app, List<Container> actual) {
        List<ContainerSpec> wanted = app.filter(App::running)
                .flatMap(one -> releases.find(one.name(), one.release()).map(release -> wishes.of(one, release)))
                .orElse(List.of());
        Set<String> well = actual.stream()
                .filter(one -> one.running() || one.state().equals("restarting"))
                .map(Container::name)
                .collect(Collectors.toSet());
        Set<String> names = wanted.stream().map(ContainerSpec::name).collect(Collectors.toSet());
        return new Difference(
                wanted.stream().filter(wish -> !well.contains(wish.name())).toList(),
                actual.stream()
                        .filter(one -> !names.contains(one.name()) && !fleet.leaving(one))
                        .toList());
    }
}
