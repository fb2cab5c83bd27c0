package rocks.nua.core.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.Source;
import rocks.nua.api.engine.Container;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Turns;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.source.Workspace;

/** The backing services as the store wants them, changed one at a time. */
public final class StoredServices implements Services {
    private final Store store;
    private final Plugins plugins;
    private final Server server;
    private final Bindings bindings;
    private final Deployments deployments;
    private final Turns turns;
    private final EventLog events;
    private final Dumps dumps;

    /** Works with these. */
    public StoredServices(
            Store store,
            Plugins plugins,
            Server server,
            Bindings bindings,
            Deployments deployments,
            Turns turns,
            EventLog events,
            Workspace workspace) {
        this.store = store;
        this.plugins = plugins;
        this.server = server;
        this.bindings = bindings;
        this.deployments = deployments;
        this.turns = turns;
        this.events = events;
        this.dumps = new Dumps(workspace);
    }

    @Override
    public List<Offer> offers(Caller caller) {
        caller.require(Permission.VIEW);
        return plugins.services().stream()
                .map(named -> new Offer(named.name(), versions(named.service()), named.bundle()))
                .toList();
    }

    /** None where the plugin does not tell, so that others are seen all the same. */
    private static List<String> versions(BackingService kind) {
        try {
            return kind.versions().stream().map(BackingService.Version::number).toList();
        } catch (NuaException e) {
            return List.of();
        }
    }

    @Override
    public List<Status> list(Caller caller) {
        caller.require(Permission.VIEW);
        return store.services().stream().map(this::status).toList();
    }

    @Override
    public Status get(ServiceName name, Caller caller) {
        caller.require(Permission.VIEW);
        return status(store.service(name));
    }

    @Override
    public synchronized Status create(ServiceName name, String type, String version, Caller caller) {
        caller.require(Permission.OPERATE);
        Service made = bindings.create(name, type, version, line -> {});
        tell(
                "service.created",
                caller,
                "Service '" + name + "' (" + made.type() + " " + made.version() + ") was made.");
        return status(made);
    }

    @Override
    public List<Deployment> link(ServiceName name, AppName app, Caller caller) {
        caller.require(Permission.OPERATE);
        Service service = store.service(name);
        App linked = store.app(app);
        if (bindings.find(name, app).filter(Link::open).isPresent()) {
            throw NuaException.conflict("App '" + app + "' is linked to service '" + name + "' already.");
        }
        alone(app, () -> bindings.open(service, app));
        tell("service.linked", caller, "App '" + app + "' was linked to service '" + name + "'.");
        return again(linked, caller);
    }

    @Override
    public List<Deployment> unlink(ServiceName name, AppName app, Caller caller) {
        caller.require(Permission.OPERATE);
        Service service = store.service(name);
        App linked = store.app(app);
        alone(app, () -> {
            bindings.close(service, app);
            return app;
        });
        tell("service.unlinked", caller, "App '" + app + "' was unlinked from service '" + name + "'; its data stays.");
        return again(linked, caller);
    }

    @Override
    public List<Dump> dumps(ServiceName name, Caller caller) {
        caller.require(Permission.VIEW);
        return dumps.list(name);
    }

    @Override
    public Dump dump(ServiceName name, AppName app, Caller caller) {
        caller.require(Permission.OPERATE);
        Dump kept = dump(store.service(name), link(name, app));
        tell("service.dumped", caller, "The data of '" + app + "' in service '" + name + "' was dumped.");
        return kept;
    }

    private Dump dump(Service service, Link link) {
        return dumps.keep(service.name(), link.app(), to -> server.dump(service, link, to));
    }

    @Override
    public void restore(ServiceName name, String id, Caller caller) {
        caller.require(Permission.OPERATE);
        Service service = store.service(name);
        Dump dump = dumps.find(name, id);
        Link link = link(name, new AppName(dump.app()));
        try (InputStream from = dumps.read(name, dump)) {
            server.restore(service, link, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell("service.restored", caller, "Dump " + dump.id() + " was put back into service '" + name + "'.");
    }

    @Override
    public synchronized void destroy(ServiceName name, Caller caller) {
        caller.require(Permission.OPERATE);
        Service service = store.service(name);
        List<Link> links = store.links(name);
        List<String> open = links.stream()
                .filter(Link::open)
                .map(link -> link.app().value())
                .toList();
        if (!open.isEmpty()) {
            throw NuaException.conflict("Service '" + name + "' is linked to " + String.join(", ", open)
                    + ": unlink it first with: nua services unlink " + name + " " + open.get(0));
        }
        if (!links.isEmpty()) {
            server.start(service, line -> {});
            links.forEach(link -> dump(service, link));
        }
        server.remove(name);
        store.removeService(name);
        tell("service.destroyed", caller, "Service '" + name + "' was destroyed; its dumps stay.");
    }

    /** A running app learns of its new variables by a deployment of its release. */
    private List<Deployment> again(App app, Caller caller) {
        if (app.release() == 0 || !app.running()) {
            return List.of();
        }
        return List.of(deployments.start(app.name(), new Source.Current(), Deployments.Options.NONE, caller));
    }

    private <T> void alone(AppName app, Supplier<T> work) {
        turns.now(app, work);
    }

    private Status status(Service service) {
        List<String> apps = store.links(service.name()).stream()
                .filter(Link::open)
                .map(link -> link.app().value())
                .toList();
        return new Status(
                service.name().value(),
                service.type(),
                service.version(),
                server.find(service.name()).map(Container::state).orElse("absent"),
                apps,
                dumps.list(service.name()).size(),
                server.memory(service.name()),
                service.createdAt());
    }

    private Link link(ServiceName service, AppName app) {
        return bindings.find(service, app)
                .orElseThrow(() -> NuaException.notFound(
                        "App '" + app + "' has nothing in service '" + service + "': link it first."));
    }

    private void tell(String type, Caller caller, String message) {
        events.add(type, caller, message);
    }
}
