package rocks.nua.core.fleet;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.App;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Release;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.router.Router;
import rocks.nua.api.router.Target;

/** Starts, watches and retires the containers of apps. */
public final class Fleet {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    /** How long requests in flight and open WebSockets may go on after a switch. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int LAST_LINES = 20;
    private static final int LOOKS_THAT_PROVE = 3;
    /** A look costs milliseconds where many connections come and go. */
    private static final long LOOK_MILLIS = 250;

    private final Engine engine;
    private final Router router;
    private final Labels labels;
    private final Wishes wishes;
    private final LogArchive archive;
    private final Probe probe;
    /** Names of containers that go by themselves: their last requests are awaited, or they run one command. */
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();

    public Fleet(Engine engine, Router router, Labels labels, LogArchive archive) {
        this.engine = engine;
        this.router = router;
        this.labels = labels;
        this.wishes = new Wishes(labels);
        this.archive = archive;
        this.probe = new Probe(engine);
    }

    /** Makes the release's containers be there, started but perhaps not yet healthy. */
    public List<Container> start(App app, Release release) {
        return wishes.of(app, release).stream().map(engine::ensure).toList();
    }

    /** The app's containers, whatever their release. */
    public List<Container> list(AppName app) {
        return engine.list(labels.of(app));
    }

    /** Those of the app's containers that are not wanted and not already on their way out. */
    public List<Container> surplus(App app, Release release) {
        Set<String> wanted =
                wishes.of(app, release).stream().map(ContainerSpec::name).collect(Collectors.toSet());
        return list(app.name()).stream()
                .filter(container -> !wanted.contains(container.name()) && !leaving(container))
                .toList();
    }

    /**
     * Waits until each container is healthy.
     *
     * @throws NuaException REJECTED_BY_APP when one ends or does not get healthy in time; its last lines go to the log
     */
    public void awaitHealthy(Release release, List<Container> containers, LineSink log) {
        Instant deadline = Instant.now().plus(release.spec().health().startPeriod());
        for (Container container : containers) {
            boolean web = Labels.process(container).equals(Labels.WEB);
            String trouble = web
                    ? awaitWeb(release, container, deadline)
                    : exited(container).orElse("");
            if (!trouble.isEmpty()) {
                List<String> last = lastLines(container);
                last.forEach(log::line);
                throw NuaException.rejected("The app did not become healthy: " + trouble
                        + ". Its last lines are above; what served before still serves." + forbidden(last));
            }
        }
    }

    /** What to do about lines that tell of something that the app may not. */
    static String forbidden(List<String> lines) {
        if (lines.stream().anyMatch(line -> line.matches(".*\\bexec \\S+ failed: Permission denied.*"))) {
            return " Make the file that starts it executable: chmod +x.";
        }
        return lines.stream().anyMatch(line -> line.contains("ermission denied"))
                ? " It does not run as root: let it write to /tmp or a volume, or give its user what it writes."
                : "";
    }

    private String awaitWeb(Release release, Container container, Instant deadline) {
        HealthCheck check = release.spec().health();
        String seen = "it did not start";
        long pause = HealthCheck.INTERVAL.toMillis();
        try {
            while (Instant.now().isBefore(deadline)) {
                seen = probe.ask(container, release.port(), check);
                if (seen.isEmpty()) {
                    return "";
                }
                Optional<String> end = exited(container);
                if (end.isPresent()) {
                    return end.get();
                }
                Thread.sleep(pause);
                pause = Math.min(pause * 6 / 5, 1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the platform is going down";
        }
        String hint = seen.startsWith(Probe.SILENT) ? probe.elsewhere(container, release.port()) : "";
        return seen + " within " + check.startPeriod().toSeconds() + " s" + hint;
    }

    private Optional<String> exited(Container container) {
        return engine.list(container.labels()).stream()
                .filter(now -> now.name().equals(container.name()))
                .findFirst()
                .map(now -> now.running()
                        ? Optional.<String>empty()
                        : Optional.of("its process ended with status " + now.exitStatus()))
                .orElse(Optional.of("its container is gone"));
    }

    private List<String> lastLines(Container container) {
        Deque<String> last = new ArrayDeque<>();
        engine.logs(container.name(), Instant.EPOCH, false, line -> {
            last.add(line.substring(line.indexOf(' ') + 1));
            if (last.size() > LAST_LINES) {
                last.remove();
            }
        });
        return new ArrayList<>(last);
    }

    /** Waits until requests in flight are done, then removes the containers and keeps their output. */
    public void retire(AppName app, List<Container> containers, int port) {
        List<String> names = containers.stream().map(Container::name).toList();
        leaving.addAll(names);
        try {
            Instant limit = Instant.now().plus(DRAIN);
            for (Container container : containers) {
                awaitSilence(container, new Target(container.address(), port), limit);
            }
            remove(app, containers, GRACE);
        } finally {
            leaving.removeAll(names);
        }
    }

    /** Whether the container only finishes what it has begun. */
    boolean leaving(Container container) {
        return leaving.contains(container.name());
    }

    /** Runs a container for one command, as {@link Engine#run} does; deployments and reconcile leave it alone. */
    public int run(ContainerSpec wish, InputStream in, OutputStream out, Duration limit) {
        leaving.add(wish.name());
        try {
            return engine.run(wish, in, out, limit);
        } finally {
            leaving.remove(wish.name());
        }
    }

    /** Several looks must agree: the kernel's table of connections is not read in one moment and may miss one. */
    private void awaitSilence(Container container, Target target, Instant limit) {
        int silent = 0;
        try {
            while (container.running() && Instant.now().isBefore(limit) && silent < LOOKS_THAT_PROVE) {
                silent = router.connections(target) > 0 ? 0 : silent + 1;
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes containers at once and keeps their output; what somebody else has removed meanwhile is left alone. */
    public void remove(AppName app, List<Container> containers, Duration grace) {
        if (containers.isEmpty()) {
            return;
        }
        Set<String> there = list(app).stream().map(Container::name).collect(Collectors.toSet());
        for (Container container : containers) {
            if (there.contains(container.name())) {
                keepLog(app, container);
                engine.remove(container.name(), grace);
            }
        }
    }

    private void keepLog(AppName app, Container container) {
        try {
            archive.keep(app, container);
        } catch (RuntimeException e) {
            LOG.warn("The log of {} is lost", container.name(), e);
        }
    }
}
