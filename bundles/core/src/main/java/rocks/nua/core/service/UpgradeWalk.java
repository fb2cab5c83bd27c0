package rocks.nua.core.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.Services.Dump;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.service.Upgrade.State;
import rocks.nua.api.service.Upgrade.Step;
import rocks.nua.api.store.Store;

/**
 * The path of one upgrade. The row of the service tells who serves: until SWITCH writes it the way leads back, from then on forward.
 * The service is claimed meanwhile. For one thread.
 */
final class UpgradeWalk {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeWalk.class);

    private final Store store;
    private final Server server;
    private final Commands commands;
    private final Dumps dumps;
    private final LineSink log;
    private final Service before;
    private final Service after;
    private Upgrade row;

    UpgradeWalk(Store store, Server server, Dumps dumps, LineSink log, Upgrade row) {
        this.store = store;
        this.server = server;
        this.commands = new Commands(server);
        this.dumps = dumps;
        this.log = log;
        Service service = store.service(row.service());
        this.before = service.at(row.from(), row.fromInstance());
        this.after = service.at(row.to(), row.toInstance());
        this.row = row;
    }

    /** Walks the path; never throws. Returns how it ended, RUNNING where the next start must settle it. */
    Upgrade run() {
        try {
            step(Step.START, this::start);
            step(Step.CLOSE, () -> close(before));
            Map<Link, Dump> saved = step(Step.DUMP, this::dump, all -> all.size() + " dumped");
            step(Step.RESTORE, () -> restore(saved));
            step(Step.VERIFY, this::verify);
            step(Step.SWITCH, this::forward);
            return end(State.UNCONFIRMED, served());
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return row;
            }
            if (!(e instanceof NuaException)) {
                LOG.error("An upgrade of {} failed by a defect", row.service(), e);
            }
            return failed(String.valueOf(e.getMessage()));
        }
    }

    /** Finishes or undoes what was interrupted. */
    Upgrade settle() {
        if (store.service(row.service()).instance() == row.toInstance()) {
            forward();
            return end(State.UNCONFIRMED, served());
        }
        return failed("The platform was interrupted.");
    }

    /** Lets the old server serve again; may be repeated when it was interrupted. */
    Upgrade revert() {
        save(row.now(State.REVERTING, ""));
        if (store.service(row.service()).instance() == row.toInstance()) {
            saveNewer();
            store.update(store.service(row.service()).at(row.from(), row.fromInstance()));
        }
        back();
        return end(
                State.FAILED,
                "It was reverted: version " + row.from()
                        + " serves with the data of before; what the newer one had is dumped.");
    }

    /** What the newer server has, unless it does not work any more; where it cannot be dumped, it serves on. */
    private void saveNewer() {
        if (!works(after)) {
            return;
        }
        close(after);
        try {
            dump(after);
        } catch (RuntimeException e) {
            open().forEach(link -> admit(after, link));
            save(row.now(State.UNCONFIRMED, served()));
            throw e;
        }
    }

    private boolean works(Service service) {
        try {
            server.start(service, log);
            return true;
        } catch (NuaException e) {
            server.find(service); // where the engine does not answer, this ends here
            log.line("Version " + service.version() + " does not work and is not dumped: " + e.getMessage());
            return false;
        }
    }

    private void admit(Service service, Link link) {
        commands.bind(service, link);
        server.join(service, link);
    }

    private String start() {
        server.start(before, log);
        server.start(after, log);
        return row.to() + " takes connections";
    }

    /**
     * The server starts once more, on no network of an app: it ends every connection by itself, those that are just being opened too.
     * Taken off a network while it runs, it would leave them without an answer for hours.
     */
    private String close(Service service) {
        open().forEach(link -> commands.unbind(service, link));
        server.stop(service);
        server.start(service, log);
        return "no app reaches " + service.version();
    }

    private Map<Link, Dump> dump() {
        return dump(before);
    }

    private Map<Link, Dump> dump(Service service) {
        Map<Link, Dump> all = new LinkedHashMap<>();
        if (server.kind(service).persistent()) {
            for (Link link : store.links(row.service())) {
                all.put(link, dumps.keep(row.service(), link.app(), to -> commands.dump(service, link, to)));
            }
        }
        return all;
    }

    private String restore(Map<Link, Dump> saved) {
        open().forEach(link -> commands.bind(after, link));
        saved.forEach((link, dump) -> {
            try (InputStream from = dumps.read(row.service(), dump)) {
                commands.restore(after, link, from);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return saved.size() + " restored";
    }

    private String verify() {
        int compared = 0;
        for (Link link : server.kind(before).persistent() ? store.links(row.service()) : List.<Link>of()) {
            Optional<List<String>> original = commands.fingerprint(before, link);
            Optional<List<String>> copy = commands.fingerprint(after, link);
            if (!original.equals(copy)) {
                throw NuaException.conflict("What '" + link.app() + "' has is not the same in " + row.to() + ": "
                        + difference(original.orElse(List.of()), copy.orElse(List.of())) + ".");
            }
            compared += original.orElse(List.of()).size();
        }
        return compared + " lines of content are the same";
    }

    private static String difference(List<String> original, List<String> copy) {
        String lacking = original.stream()
                .filter(line -> !copy.contains(line))
                .findFirst()
                .orElse("nothing");
        String added = copy.stream()
                .filter(line -> !original.contains(line))
                .findFirst()
                .orElse("nothing");
        return "'" + NuaException.excerpt(lacking) + "' became '" + NuaException.excerpt(added) + "'";
    }

    /** May be repeated. What fails after the service's row is written is mended by the next round. */
    private String forward() {
        store.update(store.service(row.service()).at(row.to(), row.toInstance()));
        server.ensure(after, log);
        open().forEach(link -> server.join(after, link));
        server.stop(before);
        return row.to() + " serves";
    }

    /** May be repeated. */
    private void back() {
        server.remove(after);
        server.start(before, log);
        open().forEach(link -> admit(before, link));
    }

    private List<Link> open() {
        return store.links(row.service()).stream().filter(Link::open).toList();
    }

    private Upgrade failed(String why) {
        boolean switched = store.service(row.service()).instance() == row.toInstance();
        try {
            if (switched) {
                forward();
                return end(State.UNCONFIRMED, served());
            }
            back();
            return end(State.FAILED, at() + why + " Version " + row.from() + " serves as before.");
        } catch (RuntimeException e) {
            LOG.warn("The upgrade of {} is settled later: {}", row.service(), e.getMessage());
            log.line("Waiting: " + e.getMessage());
            return row;
        }
    }

    private String at() {
        return "FAILED at " + row.step() + ": ";
    }

    private String served() {
        return "Version " + row.to() + " serves. The data of " + row.from() + " is kept until: nua services confirm "
                + row.service();
    }

    private void step(Step step, Supplier<String> work) {
        step(step, work, told -> told);
    }

    private <T> T step(Step step, Supplier<T> work, java.util.function.Function<T, String> told) {
        Instant begun = Instant.now();
        save(row.at(step));
        T result = work.get();
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        log.line(String.format(Locale.ROOT, "%-8s %.2fs  %s", step, seconds, told.apply(result)));
        return result;
    }

    private Upgrade end(State state, String said) {
        log.line(said); // first: who follows the log reads until the upgrade has ended
        save(row.now(state, said));
        return row;
    }

    private void save(Upgrade next) {
        row = next;
        store.save(next);
    }
}
