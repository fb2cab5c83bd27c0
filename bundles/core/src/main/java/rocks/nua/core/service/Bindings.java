package rocks.nua.core.service;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.engine.Container;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.store.Store;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.source.Workspace;

/** What apps hold of backing services: made, kept and taken away. Thread-safe. */
public final class Bindings {
    /** Names of databases and users that servers have for themselves: an app that is called so must not become their owner. */
    private static final Pattern SERVERS_OWN = Pattern.compile(
            "pg_.*|postgres|template[01]|public|mysql|mariadb|sys|(information|performance)_schema|root|admin|default|guest");

    private static final Logger LOG = LoggerFactory.getLogger(Bindings.class);

    private final Store store;
    private final Plugins plugins;
    private final Server server;
    private final Commands commands;
    private final Claims claims;
    private final Creation creation;
    private final Admission admission;
    private final Offers offers;

    /** Works with these. */
    public Bindings(Store store, Plugins plugins, Server server, Claims claims, Workspace workspace) {
        this.store = store;
        this.plugins = plugins;
        this.server = server;
        this.commands = new Commands(server);
        this.claims = claims;
        this.creation = new Creation(store, server, claims, workspace);
        this.admission = new Admission(store, server, workspace);
        this.offers = new Offers(plugins);
    }

    /**
     * The variables of each provider of the app, by its name, made where they are missing; and of each service that the app is
     * linked to beside.
     */
    public Map<String, Binding> bind(AppName app, AppSpec spec, LineSink log) {
        Map<String, Binding> all = new LinkedHashMap<>();
        Set<ServiceName> named = new HashSet<>();
        for (AppSpec.Provider provider : spec.providers()) {
            ServiceName name = name(app, provider);
            if (!named.add(name)) {
                throw NuaException.rejected(
                        "The provider '" + provider.name() + "' is shared, and so is another of type '"
                                + provider.type() + "': an app has one part of a server, so leave one of them out.");
            }
            all.put(provider.name(), binding(name, claims.alone(name, () -> open(wanted(name, provider, log), app))));
        }
        for (Link link : store.links(app)) {
            if (!named.contains(link.service())) {
                claims.requireNoUpgrade(link.service());
                server.join(store.service(link.service()), link);
                all.put(link.service().value(), binding(link.service(), link));
            }
        }
        return all;
    }

    /** REJECTED_BY_APP when a provider of the app is neither there nor offered: to be told before anything is built. */
    public void requireOffered(AppName app, AppSpec spec) {
        for (AppSpec.Provider provider : spec.providers()) {
            if (store.findService(name(app, provider)).isEmpty()) {
                version(provider.type(), provider.version());
            }
        }
    }

    /** Whether plugins offer all kinds of services that the app is linked to. */
    boolean offered(AppName app) {
        return store.links(app).stream()
                .filter(Link::open)
                .map(link -> store.service(link.service()).type())
                .allMatch(type -> plugins.service(type).isPresent());
    }

    /** What {@link #bind} would do for the app, or why it could not, a sentence each. */
    public List<String> foresee(AppName app, AppSpec spec) {
        return spec.providers().stream().map(provider -> foresee(app, provider)).toList();
    }

    private String foresee(AppName app, AppSpec.Provider provider) {
        ServiceName name = name(app, provider);
        Optional<Service> there = store.findService(name);
        if (there.isPresent()) {
            return "Service '" + name + "' (" + there.get().type() + " "
                    + there.get().version() + ") is there and " + (held(name, app) ? "linked." : "will be linked.");
        }
        try {
            offers.requireShareable(provider);
            String version = version(provider.type(), provider.version());
            String wanted = provider.version().replace("+", "");
            boolean other = provider.version().endsWith("+") && Range.compare(version, wanted) != 0;
            return "Service '" + name + "' (" + provider.type() + " " + version + (other ? " for " + wanted : "")
                    + ") is made and linked.";
        } catch (NuaException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private boolean held(ServiceName service, AppName app) {
        return find(service, app).filter(Link::open).isPresent();
    }

    private static ServiceName name(AppName app, AppSpec.Provider provider) {
        return new ServiceName(provider.shared() ? "shared-" + provider.type() : app + "-" + provider.name());
    }

    private Service wanted(ServiceName name, AppSpec.Provider provider, LineSink log) {
        offers.requireShareable(provider);
        Service service = store.findService(name)
                .orElseGet(() -> create(name, provider.type(), provider.version(), log, made -> List.of()));
        boolean inRange =
                new Range(provider.version()).newest(List.of(service.version())).isPresent();
        if (provider.shared() && !(service.type().equals(provider.type()) && inRange)) {
            throw NuaException.rejected("The provider '" + provider.name() + "' wants " + provider.type() + " "
                    + NuaException.excerpt(provider.version()) + " of the server '" + name + "', which is "
                    + service.type() + " " + service.version() + ": leave 'shared' out to have one of its own.");
        }
        return service;
    }

    /** The newest offered version that will do; REJECTED_BY_APP where there is none. */
    String version(String type, String range) {
        BackingService kind = plugins.service(type)
                .orElseThrow(() -> NuaException.rejected("No plugin of this platform offers the backing service '"
                        + NuaException.excerpt(type) + "': install the feature nua-service-"
                        + NuaException.excerpt(type)
                        + ", or see what is offered with: nua services offers"));
        List<String> offered =
                kind.versions().stream().map(BackingService.Version::number).toList();
        return new Range(range)
                .newest(offered)
                .orElseThrow(() -> NuaException.rejected("'" + type + "' is not offered in version '"
                        + NuaException.excerpt(range) + "': choose one of " + String.join(", ", offered) + "."));
    }

    /** Makes a service that takes connections and holds what the filling puts into it, or nothing. */
    Service create(ServiceName name, String type, String version, LineSink log, Function<Service, List<Link>> filling) {
        if (store.findService(name).isPresent()) {
            throw NuaException.conflict("There is a service '" + name + "' already: choose another name.");
        }
        var service = new Service(name, type, version(type, version), Instant.now());
        log.line("Making service " + name + " (" + type + " " + service.version() + ")");
        return creation.make(service, log, () -> filling.apply(service));
    }

    /** The app's open link, made or opened again where it is not. */
    Link open(Service service, AppName app) {
        Optional<Link> before = find(service.name(), app);
        if (before.filter(Link::open).isPresent()) {
            server.join(service, before.get());
            return before.get();
        }
        requireRoom(service, app);
        String part = before.map(Link::database).orElseGet(() -> part(app));
        Link link = new Link(service.name(), app, part, Passwords.draw(), true);
        admission.admit(service, link);
        return link;
    }

    private static String part(AppName app) {
        String name = app.value().replace('-', '_');
        return SERVERS_OWN.matcher(name).matches() ? "app__" + name : name;
    }

    private void requireRoom(Service service, AppName app) {
        if (server.kind(service).shared()) {
            return;
        }
        store.links(service.name()).stream()
                .filter(other -> !other.app().equals(app))
                .findFirst()
                .ifPresent(other -> {
                    throw NuaException.conflict("Service '" + service.name() + "' (" + service.type()
                            + ") serves one app, and holds the data of '" + other.app()
                            + "': make another one with: nua services create " + service.type() + " " + app + "-"
                            + service.type());
                });
    }

    /** Closes the app's link and keeps its data. */
    void close(Service service, AppName app) {
        Link link = find(service.name(), app).filter(Link::open).orElseThrow(() -> notLinked(service.name(), app));
        admission.during(link, () -> {
            commands.unbindAll(service, link);
            server.leave(service, app);
            store.save(link.closed());
        });
    }

    NuaException notLinked(ServiceName service, AppName app) {
        return NuaException.notFound("App '" + app + "' is not linked to service '" + service + "'.");
    }

    /** Closes what an app holds that is removed; its data stays until the service goes. */
    public void closeAll(AppName app) {
        for (Link link : store.links(app)) {
            claims.alone(link.service(), () -> {
                close(store.service(link.service()), app);
                return app;
            });
        }
    }

    /** Ends what was cut off and starts what should run and does not; what fails for one does not stop the others. */
    public void reconcile() {
        creation.sweep();
        for (Service service : store.services()) {
            if (!fine(service) && plugins.service(service.type()).isPresent() && claims.takeIfFree(service.name())) {
                repair(service.name());
            }
        }
    }

    private boolean fine(Service service) {
        return server.find(service).filter(Container::running).isPresent()
                && !server.onTrial(service)
                && !admission.unsettled(service);
    }

    /** The claim is held already. */
    private void repair(ServiceName name) {
        try {
            Optional<Service> service = store.findService(name).filter(one -> !claims.upgrading(name));
            service.ifPresent(one -> {
                LOG.info("Service {} does not run, or something was cut off -> mended", name);
                server.ensure(one, line -> {});
                store.links(name).stream().filter(Link::open).forEach(link -> server.join(one, link));
                admission.settle(one);
            });
        } catch (RuntimeException e) {
            LOG.warn("Service {} could not be mended: {}", name, e.getMessage());
        } finally {
            claims.release(name);
        }
    }

    Optional<Link> find(ServiceName service, AppName app) {
        return store.links(service).stream()
                .filter(link -> link.app().equals(app))
                .findFirst();
    }

    private Binding binding(ServiceName name, Link link) {
        return new Binding(name.value(), server.kind(store.service(name)).variables(Commands.credentials(link)));
    }
}
