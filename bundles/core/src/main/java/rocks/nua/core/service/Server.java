package rocks.nua.core.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Resources;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Mount;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.BackingService.Command;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.api.service.BackingService.Version;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.core.fleet.Labels;
import rocks.nua.core.plugin.Plugins;

/** The containers of backing services, and the commands in them. Thread-safe. */
public final class Server {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration COMMAND_LIMIT = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Engine engine;
    private final Plugins plugins;
    private final Labels labels;
    private final Path emptyFolder;

    /** The folder is empty: images of services are made of packages alone. */
    public Server(Engine engine, Plugins plugins, Labels labels, Path emptyFolder) {
        this.engine = engine;
        this.plugins = plugins;
        this.labels = labels;
        this.emptyFolder = emptyFolder;
    }

    /** Runs the service and returns when it takes connections; fine when it runs. */
    void start(Service service, LineSink log) {
        ensure(service, log);
        Command ready = kind(service).ready();
        Instant limit = Instant.now().plus(START_LIMIT);
        try {
            while (execute(service, ready, OutputStream.nullOutputStream()) != 0) {
                if (Instant.now().isAfter(limit)) {
                    throw NuaException.unavailable(
                            "Service '" + service.name() + "' takes no connections within " + START_LIMIT.toSeconds()
                                    + " s. See why with: docker logs " + labels.container(service.name()),
                            new IllegalStateException("not ready"));
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the container run, without waiting for what is in it. */
    void ensure(Service service, LineSink log) {
        Version version = version(service);
        ImageRef tag = labels.image(service.type(), service.version());
        ImageRef image = engine.findImage(tag)
                .or(() -> Optional.of(
                        engine.build(version.image(), SourceTree.of(emptyFolder), tag, labels.ofPlatform(), log)))
                .orElseThrow()
                .id();
        String name = labels.container(service.name());
        engine.ensure(new ContainerSpec(
                name,
                image,
                List.of(),
                Map.of(),
                labels.of(service.name()),
                name,
                List.of(service.name().value()),
                List.of(new Mount.Volume(name, version.dataFolder())),
                Resources.DEFAULT,
                "",
                true,
                Set.of()));
    }

    /** Whether the service runs, as the engine says; empty: it has no container. */
    Optional<Container> find(ServiceName service) {
        return engine.list(labels.of(service)).stream().findFirst();
    }

    long memory(ServiceName service) {
        return find(service)
                .filter(Container::running)
                .map(container -> engine.usage(container.name()).memoryBytes())
                .orElse(0L);
    }

    /** Lets an app reach the service under its name, and nobody else. */
    void open(Service service, Link link) {
        change(service, kind(service).bind(credentials(link)), "make room for '" + link.app() + "'");
        join(link);
    }

    void join(Link link) {
        engine.join(
                labels.container(link.service()),
                labels.network(link.app()),
                labels.of(link.app()),
                link.service().value());
    }

    void close(Service service, Link link) {
        change(service, kind(service).unbind(credentials(link)), "close the access of '" + link.app() + "'");
        leave(link.service(), link.app());
    }

    void leave(ServiceName service, AppName app) {
        engine.leave(labels.container(service), labels.network(app));
    }

    void dump(Service service, Link link, OutputStream to) {
        require(execute(service, kind(service).dump(credentials(link)), to), service, "dump '" + link.app() + "'", "");
    }

    void restore(Service service, Link link, InputStream from) {
        var said = new ByteArrayOutputStream();
        Command command = kind(service).restore(credentials(link));
        int status = engine.exec(labels.container(service.name()), command.arguments(), from, said, COMMAND_LIMIT);
        require(status, service, "restore '" + link.app() + "'", said.toString(StandardCharsets.UTF_8));
    }

    /** Removes the service with its data. */
    void remove(ServiceName service) {
        engine.remove(labels.container(service), GRACE);
        engine.networks(labels.of(service)).forEach(engine::removeNetwork);
        engine.volumes(labels.of(service)).forEach(engine::removeVolume);
    }

    BackingService kind(Service service) {
        return plugins.service(service.type())
                .orElseThrow(() -> new NuaException(
                        NuaException.Kind.UNAVAILABLE,
                        "No plugin offers '" + service.type() + "', which service '" + service.name()
                                + "' needs: install the feature nua-service-" + service.type() + "."));
    }

    static Credentials credentials(Link link) {
        return new Credentials(link.service().value(), link.database(), link.database(), link.password());
    }

    private Version version(Service service) {
        return kind(service).versions().stream()
                .filter(version -> version.number().equals(service.version()))
                .findFirst()
                .orElseThrow(() -> new NuaException(
                        NuaException.Kind.UNAVAILABLE,
                        "The plugin '" + service.type() + "' no longer offers version " + service.version()
                                + ", which service '" + service.name() + "' needs: install an older plugin."));
    }

    private void change(Service service, Command command, String purpose) {
        var said = new ByteArrayOutputStream();
        require(execute(service, command, said), service, purpose, said.toString(StandardCharsets.UTF_8));
    }

    private int execute(Service service, Command command, OutputStream out) {
        var in = new ByteArrayInputStream(command.input().getBytes(StandardCharsets.UTF_8));
        return engine.exec(labels.container(service.name()), command.arguments(), in, out, COMMAND_LIMIT);
    }

    private static void require(int status, Service service, String purpose, String said) {
        if (status != 0) {
            String last = said.lines().reduce((before, line) -> line).orElse("it said nothing");
            throw NuaException.conflict("Service '" + service.name() + "' could not " + purpose + " (status " + status
                    + "): " + NuaException.excerpt(last) + ". Nothing was changed.");
        }
    }
}
