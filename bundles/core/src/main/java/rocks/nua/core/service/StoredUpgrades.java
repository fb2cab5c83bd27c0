package rocks.nua.core.service;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.service.Upgrade.State;
import rocks.nua.api.service.Upgrade.Step;
import rocks.nua.api.service.Upgrades;
import rocks.nua.api.store.Store;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.platform.StepLog;
import rocks.nua.core.source.Workspace;

/** Upgrades that the store remembers, each on a thread of its own. */
public final class StoredUpgrades implements Upgrades {
    private static final Logger LOG = LoggerFactory.getLogger(StoredUpgrades.class);

    private final Store store;
    private final Server server;
    private final Bindings bindings;
    private final Claims claims;
    private final Workspace workspace;
    private final Dumps dumps;
    private final EventLog events;
    private final ExecutorService threads;

    /** Works with these. */
    public StoredUpgrades(
            Store store,
            Server server,
            Bindings bindings,
            Claims claims,
            Workspace workspace,
            Backups backups,
            EventLog events,
            ExecutorService threads) {
        this.store = store;
        this.server = server;
        this.bindings = bindings;
        this.claims = claims;
        this.workspace = workspace;
        this.dumps = new Dumps(workspace, backups::catchUp);
        this.events = events;
        this.threads = threads;
    }

    @Override
    public Upgrade start(ServiceName name, String version, Caller caller) {
        caller.require(Permission.OPERATE);
        store.service(name);
        claims.take(name);
        try {
            Upgrade row = begun(store.service(name), version);
            Workspace.delete(workspace.upgradeLog(name));
            store.save(row);
            events.add("service.upgrading", caller, "Service '" + name + "' is upgraded to " + row.to() + ".");
            threads.execute(() -> walk(row, UpgradeWalk::run));
            return row;
        } catch (RuntimeException e) {
            claims.release(name);
            throw e;
        }
    }

    private Upgrade begun(Service service, String version) {
        String to = bindings.version(service.type(), version);
        if (Range.compare(to, service.version()) <= 0) {
            throw NuaException.conflict("Service '" + service.name() + "' has version " + service.version() + ", and "
                    + to + " is no newer one. To bring that up to date: nua services renew " + service.name());
        }
        if (unconfirmed(service.name())) {
            throw NuaException.conflict("The last upgrade of '" + service.name()
                    + "' waits for a word: nua services confirm " + service.name() + ", or nua services revert "
                    + service.name());
        }
        if (store.links(service.name()).stream().anyMatch(link -> !link.former().none())) {
            throw NuaException.conflict(
                    "Credentials of service '" + service.name() + "' are being rotated: try again in a minute.");
        }
        return new Upgrade(
                service.name(),
                service.version(),
                service.instance(),
                to,
                service.instance() + 1,
                State.RUNNING,
                Step.START,
                "",
                Instant.now());
    }

    /** The claim is held, and released here. */
    private void walk(Upgrade row, Function<UpgradeWalk, Upgrade> how) {
        try {
            Upgrade ended = how.apply(new UpgradeWalk(store, server, dumps, log(row.service()), row));
            if (ended.state() == State.UNCONFIRMED || ended.state() == State.FAILED) {
                String type = ended.state() == State.FAILED ? "service.not-upgraded" : "service.upgraded";
                events.add(type, Caller.local(), "Service '" + row.service() + "': " + ended.message());
                LOG.info("Upgrade of service {}: {}", row.service(), ended.message());
            }
        } finally {
            claims.release(row.service());
        }
    }

    @Override
    public Upgrade get(ServiceName name, Caller caller) {
        caller.require(Permission.VIEW);
        store.service(name);
        return store.findUpgrade(name)
                .orElseThrow(() -> NuaException.notFound("Service '" + name + "' has no upgrade."));
    }

    @Override
    public void log(ServiceName name, boolean follow, LineSink to, Caller caller) {
        get(name, caller);
        log(name).read(to, () -> !follow || !claims.upgrading(name));
    }

    @Override
    public void confirm(ServiceName name, Caller caller) {
        caller.require(Permission.OPERATE);
        claims.alone(name, () -> {
            Upgrade row = requireUnconfirmed(name);
            server.remove(store.service(name).at(row.from(), row.fromInstance()));
            store.removeUpgrade(name);
            return name;
        });
        events.add("service.confirmed", caller, "The upgrade of service '" + name + "' was confirmed.");
    }

    @Override
    public void revert(ServiceName name, Caller caller) {
        caller.require(Permission.OPERATE);
        store.service(name);
        claims.take(name);
        try {
            requireUnconfirmed(name);
        } catch (RuntimeException e) {
            claims.release(name);
            throw e;
        }
        walk(store.findUpgrade(name).orElseThrow(), UpgradeWalk::revert);
    }

    /** Finishes or undoes what was interrupted; what cannot be settled now is tried again with the next round. */
    public void settle() {
        for (Service service : store.services()) {
            if (claims.upgrading(service.name()) && claims.takeIfFree(service.name())) {
                settle(service.name());
            }
        }
    }

    private void settle(ServiceName name) {
        if (!claims.upgrading(name)) {
            claims.release(name);
            return;
        }
        Upgrade row = store.findUpgrade(name).orElseThrow();
        try {
            walk(row, row.state() == State.REVERTING ? UpgradeWalk::revert : UpgradeWalk::settle);
        } catch (RuntimeException e) {
            LOG.warn("The upgrade of {} cannot be settled now: {}", name, e.getMessage());
        }
    }

    private Upgrade requireUnconfirmed(ServiceName name) {
        return store.findUpgrade(name)
                .filter(row -> row.state() == State.UNCONFIRMED)
                .orElseThrow(() ->
                        NuaException.conflict("Service '" + name + "' has no upgrade that waits to be confirmed."));
    }

    private boolean unconfirmed(ServiceName name) {
        return store.findUpgrade(name)
                .filter(row -> row.state() == State.UNCONFIRMED)
                .isPresent();
    }

    private StepLog log(ServiceName name) {
        return new StepLog(workspace.upgradeLog(name));
    }
}
