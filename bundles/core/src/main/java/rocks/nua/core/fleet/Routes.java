package rocks.nua.core.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.app.App;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.router.Route;
import rocks.nua.api.router.Router;
import rocks.nua.api.router.Target;
import rocks.nua.api.store.Store;

/** The whole route table, made anew from desired state and what runs each time it is applied. */
public final class Routes {
    private static final String LOOPBACK = "127.0.0.1";

    private final Engine engine;
    private final Router router;
    private final Store store;
    private final Releases releases;
    private final Settings settings;
    private final Labels labels;
    private final Set<AppName> held = ConcurrentHashMap.newKeySet();

    public Routes(Engine engine, Router router, Store store, Releases releases, Settings settings, Labels labels) {
        this.engine = engine;
        this.router = router;
        this.store = store;
        this.releases = releases;
        this.settings = settings;
        this.labels = labels;
    }

    /** Makes the router follow what is wanted and running now. One at a time, so that an older table never wins. */
    public void apply() {
        applyWithout(List.of());
    }

    /** The same, but sends nothing to these containers, which are about to go. */
    public synchronized void applyWithout(List<Container> leaving) {
        Set<String> gone = leaving.stream().map(Container::name).collect(Collectors.toSet());
        Map<String, List<Container>> web = new HashMap<>();
        for (Container container : engine.list(labels.ofPlatform())) {
            boolean stays = container.running() && !gone.contains(container.name());
            if (stays && Labels.process(container).equals(Labels.WEB)) {
                web.computeIfAbsent(Labels.app(container), app -> new ArrayList<>())
                        .add(container);
            }
        }
        List<Route> table = new ArrayList<>();
        table.add(new Route(settings.domain(), "nua", List.of(new Target(LOOPBACK, settings.apiPort())), false));
        for (App app : store.apps()) {
            List<Target> targets = targets(app, web.getOrDefault(app.name().value(), List.of()));
            boolean hold = held.contains(app.name());
            for (Domain domain : domains(app)) {
                table.add(new Route(domain, app.name().value(), hold ? List.of() : targets, hold));
            }
        }
        router.apply(table);
    }

    /** Whether the container gets the app's requests when it runs. */
    public boolean serves(App app, Container container) {
        return Labels.process(container).equals(Labels.WEB) && Labels.release(container) == app.release();
    }

    /** Lets requests to the app wait from now on. */
    public void hold(AppName app) {
        held.add(app);
        apply();
    }

    /** Lets requests through again with the next table. */
    public void unhold(AppName app) {
        held.remove(app);
    }

    /** The app's domains, the default one first. */
    public List<Domain> domains(App app) {
        List<Domain> all = new ArrayList<>();
        all.add(defaultDomain(app.name()));
        all.addAll(app.domains());
        return all;
    }

    /** The domain that every app has. */
    public Domain defaultDomain(AppName app) {
        return new Domain(app + "." + settings.domain());
    }

    /** Where people reach the app over plain HTTP. */
    public String url(App app) {
        Domain domain = app.domains().isEmpty()
                ? defaultDomain(app.name())
                : app.domains().get(0);
        int port = router.httpPort();
        return "http://" + domain + (port == 80 ? "" : ":" + port);
    }

    private List<Target> targets(App app, List<Container> web) {
        if (!app.running() || app.release() == 0) {
            return List.of();
        }
        return releases.find(app.name(), app.release()).stream()
                .flatMap(release -> web.stream()
                        .filter(container -> serves(app, container))
                        .map(container -> new Target(container.address(), release.port())))
                .toList();
    }
}
