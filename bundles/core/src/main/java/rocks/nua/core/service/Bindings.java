package rocks.nua.core.service;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.engine.Container;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.store.Store;
import rocks.nua.core.plugin.Plugins;

/** What apps hold of backing services: made, kept and taken away. Thread-safe. */
public final class Bindings {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern OF_IMAGES = Pattern.compile(
            "(?:POSTGRES|MARIADB|MYSQL|REDIS|MONGO|MONGO_INITDB_ROOT)_(HOST|PORT|DB|DATABASE|USER|USERNAME|PASSWORD)");
    private static final Logger LOG = LoggerFactory.getLogger(Bindings.class);
    private static final int PASSWORD_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Store store;
    private final Plugins plugins;
    private final Server server;

    /**
     * How an app reaches a service.
     *
     * @param hostname name of the service in the app's network
     * @param variables what the service says an app should have
     */
    public record Binding(String hostname, Map<String, Secret> variables) {
        /** Copies. */
        public Binding {
            variables = Map.copyOf(variables);
        }

        /**
         * One of the variables, or {@code hostname}. Names of the images that packages were written for lead to the variable that
         * says the same: {@code POSTGRES_DB} to {@code PGDATABASE}.
         */
        public Optional<String> property(String key) {
            if (key.equals("hostname") || key.equals("container_name")) {
                return Optional.of(hostname);
            }
            return Optional.ofNullable(variables.get(key))
                    .or(() -> meaning(key).flatMap(this::ending))
                    .map(Secret::reveal);
        }

        private static Optional<String> meaning(String key) {
            Matcher word = OF_IMAGES.matcher(key);
            return word.matches()
                    ? Optional.of(word.group(1).replaceFirst("^DB$", "DATABASE").replaceFirst("^USERNAME$", "USER"))
                    : Optional.empty();
        }

        private Optional<Secret> ending(String word) {
            return variables.entrySet().stream()
                    .filter(one -> one.getKey().endsWith(word))
                    .sorted(Map.Entry.comparingByKey())
                    .findFirst()
                    .map(Map.Entry::getValue);
        }
    }

    /** Works with these. */
    public Bindings(Store store, Plugins plugins, Server server) {
        this.store = store;
        this.plugins = plugins;
        this.server = server;
    }

    /**
     * The variables of each provider of the app, by its name, made where they are missing; and of each service that the app is
     * linked to beside.
     */
    public Map<String, Binding> bind(AppName app, AppSpec spec, LineSink log) {
        Map<String, Binding> all = new LinkedHashMap<>();
        Set<ServiceName> named = new HashSet<>();
        for (AppSpec.Provider provider : spec.providers()) {
            ServiceName name = new ServiceName(app + "-" + provider.name());
            Service service =
                    store.findService(name).orElseGet(() -> create(name, provider.type(), provider.version(), log));
            named.add(name);
            all.put(provider.name(), binding(service, open(service, app)));
        }
        for (Link link : store.links(app)) {
            if (!named.contains(link.service())) {
                server.join(link);
                all.put(link.service().value(), binding(store.service(link.service()), link));
            }
        }
        return all;
    }

    /** Makes a service that takes connections, or nothing. */
    Service create(ServiceName name, String type, String version, LineSink log) {
        if (store.findService(name).isPresent()) {
            throw NuaException.conflict("There is a service '" + name + "' already: choose another name.");
        }
        BackingService kind = plugins.service(type)
                .orElseThrow(() -> NuaException.rejected("No plugin of this platform offers the backing service '"
                        + NuaException.excerpt(type) + "': install the feature nua-service-"
                        + NuaException.excerpt(type)
                        + ", or see what is offered with: nua services offers"));
        List<String> offered =
                kind.versions().stream().map(BackingService.Version::number).toList();
        String chosen = new Range(version)
                .newest(offered)
                .orElseThrow(() -> NuaException.rejected("'" + type + "' is not offered in version '"
                        + NuaException.excerpt(version) + "': choose one of " + String.join(", ", offered) + "."));
        Service service = new Service(name, type, chosen, Instant.now());
        log.line("Making service " + name + " (" + type + " " + chosen + ")");
        try {
            server.start(service, log);
            store.add(service);
        } catch (RuntimeException e) {
            server.remove(name);
            throw e;
        }
        return service;
    }

    /** The app's open link, made or opened again where it is not. */
    Link open(Service service, AppName app) {
        Optional<Link> before = find(service.name(), app);
        if (before.filter(Link::open).isPresent()) {
            server.join(before.get());
            return before.get();
        }
        requireRoom(service, app);
        String part = before.map(Link::database).orElseGet(() -> app.value().replace('-', '_'));
        Link link = new Link(service.name(), app, part, new Secret(password()), true);
        server.open(service, link);
        store.save(link);
        return link;
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
        Link link = find(service.name(), app)
                .filter(Link::open)
                .orElseThrow(() ->
                        NuaException.notFound("App '" + app + "' is not linked to service '" + service.name() + "'."));
        server.close(service, link);
        store.save(new Link(link.service(), link.app(), link.database(), link.password(), false));
    }

    /** Closes what an app holds that is removed; its data stays until the service goes. */
    public void closeAll(AppName app) {
        for (Link link : store.links(app)) {
            close(store.service(link.service()), app);
        }
    }

    /** Starts what should run and does not; what fails for one does not stop the others. */
    public void reconcile() {
        for (Service service : store.services()) {
            boolean runs =
                    server.find(service.name()).filter(Container::running).isPresent();
            if (!runs && plugins.service(service.type()).isPresent()) {
                repair(service);
            }
        }
    }

    private void repair(Service service) {
        try {
            LOG.info("Service {} does not run -> started", service.name());
            server.ensure(service, line -> {});
            store.links(service.name()).stream().filter(Link::open).forEach(server::join);
        } catch (RuntimeException e) {
            LOG.warn("Service {} could not be started: {}", service.name(), e.getMessage());
        }
    }

    Optional<Link> find(ServiceName service, AppName app) {
        return store.links(service).stream()
                .filter(link -> link.app().equals(app))
                .findFirst();
    }

    private Binding binding(Service service, Link link) {
        return new Binding(service.name().value(), server.kind(service).variables(Server.credentials(link)));
    }

    private static String password() {
        var text = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
