package rocks.nua.core.service;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
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
public final class StoredServices implements Services, AutoCloseable {
    private final Store store;
    private final Offers offers;
    private final Server server;
    private final Bindings bindings;
    private final EventLog events;
    private final Backups backups;
    private final Dumps dumps;
    private final Copies copies;
    private final ServiceStatuses statuses;
    private final Consoles consoles;
    private final Claims claims;
    private final Admission admission;
    private final Linking linking;
    private final Tunnels tunnels;

    /** Works with these. */
    public StoredServices(
            Store store,
            Plugins plugins,
            Server server,
            Bindings bindings,
            Claims claims,
            Deployments deployments,
            Turns turns,
            EventLog events,
            Workspace workspace,
            Backups backups,
            ExecutorService threads) {
        this.store = store;
        this.offers = new Offers(plugins);
        this.server = server;
        this.bindings = bindings;
        this.events = events;
        this.backups = backups;
        this.dumps = new Dumps(workspace, backups::catchUp);
        this.copies = new Copies(server, dumps);
        this.consoles = new Consoles(store, server, claims);
        this.claims = claims;
        this.admission = new Admission(store, server, workspace);
        var rotation = new Rotation(store, server, admission, claims, turns);
        var redeployment = new Redeployment(store, bindings, deployments, turns, workspace);
        this.linking = new Linking(store, bindings, claims, rotation, redeployment, turns, events);
        this.tunnels = new Tunnels(store, server, threads);
        this.statuses = new ServiceStatuses(store, server, dumps, tunnels);
    }

    /** Removes what a crash has cut off. */
    public void sweep() {
        store.services().forEach(service -> dumps.sweep(service.name()));
    }

    /** Ends rotations, opens ports that should be open; what fails for one does not stop the others. */
    public void reconcile() {
        linking.reconcile();
        tunnels.reconcile();
    }

    /** Closes the ports; what is open stays so in the store. */
    @Override
    public void close() {
        tunnels.close();
    }

    @Override
    public List<Offer> offers(Caller caller) {
        caller.require(Permission.VIEW);
        return offers.all();
    }

    @Override
    public List<Status> list(Caller caller) {
        caller.require(Permission.VIEW);
        return statuses.all();
    }

    @Override
    public Status get(ServiceName name, Caller caller) {
        caller.require(Permission.VIEW);
        return statuses.of(store.service(name));
    }

    @Override
    public Status create(ServiceName name, String type, String version, Caller caller) {
        caller.require(Permission.OPERATE);
        Service made = claims.alone(name, () -> bindings.create(name, type, version, line -> {}, empty -> List.of()));
        tell(
                "service.created",
                caller,
                "Service '" + name + "' (" + made.type() + " " + made.version() + ") was made.");
        return statuses.of(made);
    }

    @Override
    public List<Deployment> link(ServiceName name, AppName app, Caller caller) {
        return linking.link(name, app, caller);
    }

    @Override
    public List<Deployment> unlink(ServiceName name, AppName app, Caller caller) {
        return linking.unlink(name, app, caller);
    }

    @Override
    public List<Deployment> rotate(ServiceName name, AppName app, Caller caller) {
        return linking.rotate(name, app, caller);
    }

    @Override
    public Status expose(ServiceName name, int port, Caller caller) {
        caller.require(Permission.OPERATE);
        return changed(name, "service.exposed", caller, service -> {
            int opened = tunnels.open(service, port);
            store.update(service.exposed(opened));
            return "Service '" + name + "' is exposed on port " + opened + " of the loopback address.";
        });
    }

    @Override
    public Status unexpose(ServiceName name, Caller caller) {
        caller.require(Permission.OPERATE);
        return changed(name, "service.unexposed", caller, service -> {
            tunnels.close(name);
            store.update(service.exposed(0));
            return "Service '" + name + "' is not exposed any more.";
        });
    }

    private Status changed(ServiceName name, String type, Caller caller, Function<Service, String> work) {
        store.service(name);
        tell(type, caller, claims.alone(name, () -> work.apply(store.service(name))));
        return statuses.of(store.service(name));
    }

    @Override
    public Status renew(ServiceName name, Caller caller) {
        caller.require(Permission.OPERATE);
        return changed(name, "service.renewed", caller, service -> {
            try {
                server.renew(service, line -> {});
            } finally {
                store.links(name).stream().filter(Link::open).forEach(link -> server.join(service, link));
            }
            return "The server of service '" + name + "' was made anew, with the same data.";
        });
    }

    @Override
    public int console(ServiceName name, String app, InputStream in, OutputStream out, Duration limit, Caller caller) {
        caller.require(Permission.OPERATE);
        Link link = consoles.link(store.service(name), app);
        tell("service.connected", caller, "What '" + link.app() + "' has in service '" + name + "' was looked at.");
        return consoles.talk(store.service(name), link, in, out, limit);
    }

    @Override
    public Status copy(ServiceName name, ServiceName copy, Caller caller) {
        caller.require(Permission.OPERATE);
        Service original = store.service(name);
        copies.requirePersistent(original);
        Service made = claims.alone(
                copy,
                () -> bindings.create(
                        copy,
                        original.type(),
                        original.version(),
                        line -> {},
                        next -> copies.copy(original, next, store.links(name))));
        tell("service.copied", caller, "Service '" + copy + "' was made as a copy of '" + name + "'.");
        return statuses.of(made);
    }

    @Override
    public List<Dump> dumps(ServiceName name, LineSink notes, Caller caller) {
        caller.require(Permission.VIEW);
        return backups.list(name, notes);
    }

    @Override
    public Dump dump(ServiceName name, AppName app, Caller caller) {
        caller.require(Permission.OPERATE);
        Dump kept = copies.dump(store.service(name), link(name, app));
        tell("service.dumped", caller, "The data of '" + app + "' in service '" + name + "' was dumped.");
        return kept;
    }

    @Override
    public void restore(ServiceName name, String id, Caller caller) {
        caller.require(Permission.OPERATE);
        store.service(name);
        Dump dump = dumps.find(name, id).orElseGet(() -> backups.fetch(name, id));
        claims.alone(name, () -> {
            Service service = store.service(name);
            Link link = link(name, new AppName(dump.app()));
            admission.during(link, () -> copies.restore(service, link, service, dump));
            return name;
        });
        tell("service.restored", caller, "Dump " + dump.id() + " was put back into service '" + name + "'.");
    }

    @Override
    public void destroy(ServiceName name, Caller caller) {
        caller.require(Permission.OPERATE);
        store.service(name);
        claims.alone(name, () -> destroyed(store.service(name)));
        tell("service.destroyed", caller, "Service '" + name + "' was destroyed; its dumps stay.");
    }

    private ServiceName destroyed(Service service) {
        ServiceName name = service.name();
        List<Link> links = store.links(name);
        List<String> open = links.stream()
                .filter(Link::open)
                .map(link -> link.app().value())
                .toList();
        if (!open.isEmpty()) {
            throw NuaException.conflict("Service '" + name + "' is linked to " + String.join(", ", open)
                    + ": unlink it first with: nua services unlink " + name + " " + open.get(0));
        }
        copies.dumpAll(service, links);
        tunnels.close(name);
        server.removeAll(name);
        store.removeService(name);
        admission.forget(name);
        return name;
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
