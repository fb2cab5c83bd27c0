package rocks.nua.core.app;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rocks.nua.api.Domain;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.AppStatus.ContainerStatus;
import rocks.nua.api.app.AppStatus.State;
import rocks.nua.api.app.Release;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Labels;
import rocks.nua.core.fleet.Releases;
import rocks.nua.core.fleet.Routes;
import rocks.nua.core.fleet.Turns;
import rocks.nua.core.fleet.Wishes;

/** Holds desired state against what runs, for people to see. */
public final class Statuses {
    private final Store store;
    private final Engine engine;
    private final Releases releases;
    private final Routes routes;
    private final Labels labels;
    private final Turns turns;

    public Statuses(Store store, Engine engine, Releases releases, Routes routes, Labels labels, Turns turns) {
        this.store = store;
        this.engine = engine;
        this.releases = releases;
        this.routes = routes;
        this.labels = labels;
        this.turns = turns;
    }

    /** All apps by name, with one question to the engine. */
    public List<AppStatus> all() {
        Map<String, List<Container>> containers =
                new HashMap<>(engine.list(labels.ofPlatform()).stream().collect(Collectors.groupingBy(Labels::app)));
        return store.apps().stream()
                .map(app -> status(app, containers.getOrDefault(app.name().value(), List.of())))
                .toList();
    }

    AppStatus of(App app) {
        return status(app, engine.list(labels.of(app.name())));
    }

    private AppStatus status(App app, List<Container> containers) {
        Optional<Release> release = releases.find(app.name(), app.release());
        return new AppStatus(
                app.name().value(),
                state(app, release, containers),
                app.release(),
                release.map(Release::builder).orElse(""),
                release.map(Release::source).orElse(""),
                routes.url(app),
                routes.domains(app).stream().map(Domain::value).toList(),
                containers.stream()
                        .map(one ->
                                new ContainerStatus(one.name(), Labels.process(one), Labels.release(one), one.state()))
                        .toList(),
                release.map(Release::createdAt).orElse(Instant.EPOCH));
    }

    private State state(App app, Optional<Release> release, List<Container> containers) {
        if (turns.busy(app.name())) {
            return State.DEPLOYING;
        }
        if (!app.running()) {
            return State.STOPPED;
        }
        if (release.isEmpty()) {
            return State.CREATED;
        }
        long wanted = Wishes.scale(app, release.get().spec()).values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        long running = containers.stream()
                .filter(one -> one.running() && Labels.release(one) == app.release())
                .count();
        return running >= wanted ? State.RUNNING : State.DEGRADED;
    }
}
