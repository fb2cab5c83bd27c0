package rocks.nua.core.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.backup.BackupStore;
import rocks.nua.api.backup.BackupStore.Backup;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services.Dump;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.plugin.Contribution;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.source.Workspace;

/** The dumps in backup stores. What a store lacks it gets on a thread of its own, so that a slow one holds up nobody. Thread-safe. */
public final class Backups {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final String ROOT = "services";

    private final Plugins plugins;
    private final Dumps dumps;
    private final EventLog events;
    private final Executor threads;
    /** The stores that catch up now. */
    private final Set<BackupStore> busy = ConcurrentHashMap.newKeySet();
    /** What is wrong and was told, by store. */
    private final Map<BackupStore, Set<String>> told = new ConcurrentHashMap<>();

    /** In the stores that are here at that moment, on these threads. */
    public Backups(Plugins plugins, Workspace workspace, EventLog events, Executor threads) {
        this.plugins = plugins;
        this.dumps = new Dumps(workspace, () -> {});
        this.events = events;
        this.threads = threads;
    }

    /** Begins to save in each store the dumps of the disk that it lacks; returns at once. */
    public void catchUp() {
        var stores = plugins.backupStores();
        told.keySet().retainAll(stores.stream().map(Contribution::service).toList());
        for (Contribution<BackupStore> store : stores) {
            if (asked(store) && busy.add(store.service())) {
                begin(store);
            }
        }
    }

    private boolean asked(Contribution<BackupStore> store) {
        return plugins.backupStores().contains(store) && !plugins.quarantined(store);
    }

    private void begin(Contribution<BackupStore> store) {
        try {
            threads.execute(() -> {
                try {
                    catchUp(store);
                } finally {
                    busy.remove(store.service());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The platform goes down before backup store '{}' catches up", store.name(), e);
        }
    }

    private void catchUp(Contribution<BackupStore> store) {
        String list = "Backup store '" + store.name() + "' does not tell what it has: ";
        attempt(store, list, () -> {
            Map<String, Long> there = sizes(store, ROOT);
            for (ServiceName service : dumps.services()) {
                for (Dump dump : dumps.list(service)) {
                    if (!Objects.equals(there.get(name(service, dump.id())), dump.sizeBytes())) {
                        save(store, service, dump);
                    }
                }
            }
        });
    }

    private void save(Contribution<BackupStore> store, ServiceName service, Dump dump) {
        String what = "Dump '" + dump.id() + "' of service '" + service + "' is not in backup store '" + store.name()
                + "' yet: ";
        if (!asked(store)) {
            return;
        }
        attempt(store, what, () -> {
            try (InputStream content = dumps.read(service, dump)) {
                store.service().save(name(service, dump.id()), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LOG.info("Dump {} of service {} is in backup store '{}'", dump.id(), service, store.name());
        });
    }

    /** What fails is told when it begins to fail, unless the platform or the store goes away; the next round tries again. */
    private void attempt(Contribution<BackupStore> store, String what, Runnable work) {
        try {
            work.run();
            troubles(store).remove(what);
        } catch (RuntimeException e) {
            boolean gone = Thread.currentThread().isInterrupted()
                    || !plugins.backupStores().contains(store);
            if (!gone && troubles(store).add(what)) {
                LOG.debug("{}", what, e);
                tell(what + e.getMessage());
            }
        }
    }

    private Set<String> troubles(Contribution<BackupStore> store) {
        return told.computeIfAbsent(store.service(), one -> ConcurrentHashMap.newKeySet());
    }

    private void tell(String trouble) {
        LOG.warn("{}", trouble);
        events.add("backup.failed", trouble);
    }

    /** Those on the disk and in the stores, newest first; the notes get a sentence for each store that does not answer. */
    List<Dump> list(ServiceName service, LineSink notes) {
        Map<String, Dump> all = new HashMap<>();
        dumps.list(service).forEach(dump -> all.put(dump.id(), dump));
        for (Contribution<BackupStore> store : plugins.backupStores()) {
            try {
                dumps(store, service).forEach(dump -> all.merge(dump.id(), dump, Backups::both));
            } catch (NuaException e) {
                notes.line("Backup store '" + store.name() + "' does not tell what it has: " + e.getMessage());
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparing(Dump::createdAt).reversed())
                .toList();
    }

    /** What has another size there is not this dump. */
    private static Dump both(Dump here, Dump there) {
        return here.sizeBytes() != there.sizeBytes()
                ? here
                : new Dump(
                        here.id(),
                        here.app(),
                        here.sizeBytes(),
                        here.createdAt(),
                        Stream.concat(here.stores().stream(), there.stores().stream())
                                .toList());
    }

    /**
     * Brings a dump back to the disk from the first store that has it as it was.
     *
     * @throws NuaException NOT_FOUND where no store has it, UNAVAILABLE where none gives it back
     */
    Dump fetch(ServiceName service, String id) {
        List<String> troubles = new ArrayList<>();
        for (Contribution<BackupStore> store : plugins.backupStores()) {
            try {
                if (dumps(store, service).stream().anyMatch(dump -> dump.id().equals(id))) {
                    return dumps.fetch(
                            service, id, store.name(), to -> store.service().load(name(service, id), to));
                }
            } catch (NuaException e) {
                troubles.add(e.getMessage());
                tell("Dump '" + NuaException.excerpt(id) + "' of service '" + service
                        + "' does not come back from backup store '" + store.name() + "': " + e.getMessage());
            }
        }
        if (troubles.isEmpty()) {
            throw dumps.absent(service, id);
        }
        throw new NuaException(
                NuaException.Kind.UNAVAILABLE,
                "Dump '" + NuaException.excerpt(id) + "' of service '" + service
                        + "' is not on the disk, and no backup store gives it back: " + String.join(" ", troubles));
    }

    private static List<Dump> dumps(Contribution<BackupStore> store, ServiceName service) {
        return sizes(store, ROOT + "/" + service).entrySet().stream()
                .flatMap(entry -> Dumps.dump(file(service, entry.getKey()), entry.getValue(), store.name()).stream())
                .toList();
    }

    private static Map<String, Long> sizes(Contribution<BackupStore> store, String folder) {
        return store.service().list(folder).stream()
                .collect(Collectors.toMap(Backup::name, Backup::bytes, (one, other) -> other));
    }

    private static String name(ServiceName service, String id) {
        return ROOT + "/" + service + "/" + id + Dumps.END;
    }

    /** The reverse of that; what is no name of a dump of this service becomes none of a file either. */
    private static String file(ServiceName service, String name) {
        String folder = ROOT + "/" + service + "/";
        return name.startsWith(folder) ? name.substring(folder.length()) : "";
    }
}
