package rocks.nua.core.service;

import java.io.InputStream;
import java.io.OutputStream;
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
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Mount;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.Image;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.BackingService.Command;
import rocks.nua.api.service.BackingService.Version;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.core.fleet.Labels;
import rocks.nua.core.plugin.Plugins;

/** The containers of backing services. Thread-safe. */
public final class Server {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration READY_LIMIT = Duration.ofSeconds(30);
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

    /**
     * Builds the image anew and runs the service with it; fine when nothing in it is newer. The container may be another one. Where it
     * does not work, the former image runs again. A name of its own marks the next image until it has proved itself.
     */
    void renew(Service service, LineSink log) {
        ImageRef former = image(service, log);
        ImageRef next = build(service, labels.next(service), log);
        try {
            run(service, next);
            awaitReady(service);
        } catch (NuaException e) {
            run(service, former);
            engine.removeImage(labels.next(service));
            awaitReady(service);
            throw NuaException.unavailable(
                    "The renewed server of service '" + service.name()
                            + "' does not work, so the former one serves as before: " + e.getMessage(),
                    e);
        }
        prove(service, next);
        engine.removeImage(labels.next(service));
    }

    /** Lets services of the kind be made on this image from now on. */
    private void prove(Service service, ImageRef image) {
        var plan = new BuildPlan.Prebuilt(image, port(service), List.of());
        ImageRef tag = labels.image(service.type(), service.version());
        engine.build(plan, SourceTree.of(emptyFolder), tag, labels.ofPlatform(), line -> {});
    }

    /** Whether a renewal was cut off, so that the container may be one that never worked. */
    boolean onTrial(Service service) {
        return engine.findImage(labels.next(service)).isPresent();
    }

    private ImageRef build(Service service, ImageRef tag, LineSink log) {
        return engine.build(version(service).image(), SourceTree.of(emptyFolder), tag, labels.ofPlatform(), log)
                .id();
    }

    /** Runs the service and returns when it takes connections; fine when it runs. */
    void start(Service service, LineSink log) {
        ensure(service, log);
        awaitReady(service);
    }

    private void awaitReady(Service service) {
        Command ready = kind(service).ready();
        Instant limit = Instant.now().plus(START_LIMIT);
        try {
            while (execute(
                            service,
                            ready.arguments(),
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            READY_LIMIT)
                    != 0) {
                if (Instant.now().isAfter(limit)) {
                    throw NuaException.unavailable(
                            "Service '" + service.name() + "' takes no connections within " + START_LIMIT.toSeconds()
                                    + " s. See why with: docker logs " + labels.container(service),
                            new IllegalStateException("not ready"));
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NuaException.unavailable("The platform is going down: try again when it is back.", e);
        }
    }

    /** Makes the container run, without waiting for what is in it. Its image stays the same until it is renewed. */
    void ensure(Service service, LineSink log) {
        if (onTrial(service)) {
            run(service, proved(service, log));
            engine.removeImage(labels.next(service));
        } else {
            run(service, image(service, log));
        }
    }

    private ImageRef image(Service service, LineSink log) {
        return find(service)
                .map(Container::image)
                .flatMap(engine::findImage)
                .map(Image::id)
                .orElseGet(() -> proved(service, log));
    }

    /** The image on which services of the kind are made, built where it is missing. */
    private ImageRef proved(Service service, LineSink log) {
        ImageRef tag = labels.image(service.type(), service.version());
        return engine.findImage(tag).map(Image::id).orElseGet(() -> build(service, tag, log));
    }

    private void run(Service service, ImageRef image) {
        String name = labels.container(service);
        engine.ensure(new ContainerSpec(
                name,
                image,
                List.of(),
                Map.of(),
                labels.of(service.name()),
                name,
                List.of(service.name().value()),
                List.of(new Mount.Volume(name, version(service).dataFolder())),
                Resources.DEFAULT,
                "",
                true,
                Set.of()));
    }

    /** Whether the service runs, as the engine says; empty: it has no container. */
    Optional<Container> find(Service service) {
        return engine.list(labels.of(service.name())).stream()
                .filter(container -> container.name().equals(labels.container(service)))
                .findFirst();
    }

    long memory(Service service) {
        return find(service)
                .filter(Container::running)
                .map(container -> engine.usage(container.name()).memoryBytes())
                .orElse(0L);
    }

    /** Whether a container of the app runs that is of another release than this. */
    boolean runsOther(AppName app, int release) {
        return engine.list(labels.of(app)).stream().anyMatch(container -> Labels.release(container) != release);
    }

    /** Lets an app reach the service under its name. */
    void join(Service service, Link link) {
        engine.join(
                labels.container(service),
                labels.network(link.app()),
                labels.of(link.app()),
                service.name().value());
    }

    void leave(Service service, AppName app) {
        engine.leave(labels.container(service), labels.network(app));
    }

    int execute(Service service, List<String> arguments, InputStream in, OutputStream out, Duration limit) {
        return engine.exec(labels.container(service), arguments, in, out, limit);
    }

    /** Ends this server and keeps its data. */
    void stop(Service service) {
        engine.remove(labels.container(service), GRACE);
    }

    /** Removes this server with its data. */
    void remove(Service service) {
        String name = labels.container(service);
        stop(service);
        engine.removeNetwork(name);
        engine.removeVolume(name);
    }

    /** Removes all servers of the service with their data. */
    void removeAll(ServiceName service) {
        engine.list(labels.of(service)).forEach(container -> engine.remove(container.name(), GRACE));
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

    /** The port on which it takes connections. */
    int port(Service service) {
        return version(service).image().port();
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
}
