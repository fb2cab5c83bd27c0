package rocks.nua.core.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;

/**
 * Watches the folder into which administrators drop plugins, from the moment when plugins can be installed: Felix File Install would take
 * them in before, unchecked. The kernel tells of changes at once; a look each second finds what it did not tell.
 */
public final class DeployFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** How long a file must lie still before it is read. */
    private static final Duration STILL = Duration.ofMillis(40);
    /** How long one that cannot be read may be still being copied. */
    private static final Duration COPYING = Duration.ofSeconds(3);

    private final Path folder;
    private final InstalledPlugins plugins;
    private final Map<String, Look> pending = new HashMap<>();
    private final Map<String, Look> settled = new HashMap<>();
    private final Thread thread = new Thread(this::watch, "nua-deploy-folder");

    /** Watches nothing before {@link #open}. */
    public DeployFolder(Path folder, InstalledPlugins plugins) {
        this.folder = folder;
        this.plugins = plugins;
    }

    private record Look(long size, Instant modified, Instant first) {
        boolean sameFile(Look other) {
            return size == other.size && modified.equals(other.modified);
        }

        boolean olderThan(Duration age) {
            return first.plus(age).isBefore(Instant.now());
        }
    }

    /** Begins; returns at once. */
    public void open() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends; what is installed stays. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            Files.createDirectories(folder);
            try (WatchService changes = folder.getFileSystem().newWatchService()) {
                folder.register(
                        changes,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                plugins.deployed().forEach(name -> settled.put(name, new Look(-1, Instant.EPOCH, Instant.EPOCH)));
                while (!Thread.currentThread().isInterrupted()) {
                    look();
                    Duration wait = pending.isEmpty() ? ROUND : STILL;
                    WatchKey told = changes.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
                    Optional.ofNullable(told).ifPresent(DeployFolder::taken);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.error("The folder {} is watched no longer", folder, e);
        }
    }

    private static void taken(WatchKey told) {
        told.pollEvents();
        told.reset();
    }

    private void look() throws IOException {
        Map<String, Look> now = looks();
        Set<String> gone = new HashSet<>(settled.keySet());
        gone.removeAll(now.keySet());
        for (String name : gone) {
            settled.remove(name);
            guarded(name, () -> plugins.withdrawn(name));
        }
        pending.keySet().retainAll(now.keySet());
        now.forEach((name, look) -> {
            if (!Optional.ofNullable(settled.get(name)).map(look::sameFile).orElse(false)) {
                consider(name, look);
            }
        });
    }

    private void consider(String name, Look look) {
        Look since = pending.merge(name, look, (before, last) -> before.sameFile(last) ? before : last);
        boolean copying = Signature.isCutOff(folder.resolve(name)) && !since.olderThan(COPYING);
        if (!since.olderThan(STILL) || copying) {
            return;
        }
        pending.remove(name);
        settled.put(name, look);
        guarded(name, () -> plugins.deployed(folder.resolve(name)));
    }

    private void guarded(String name, Runnable work) {
        try {
            work.run();
        } catch (NuaException e) {
            plugins.refused(name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} was not taken in, by a defect", folder.resolve(name), e);
            plugins.refused(name, "The platform made a mistake (" + e + "); its log tells more.");
        }
    }

    private Map<String, Look> looks() throws IOException {
        Map<String, Look> looks = new HashMap<>();
        for (Path file : files()) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                looks.put(
                        file.getFileName().toString(),
                        new Look(now.size(), now.lastModifiedTime().toInstant(), Instant.now()));
            } catch (IOException e) {
                LOG.trace("{} went while it was looked at", file, e);
            }
        }
        return looks;
    }

    private List<Path> files() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches("[^.].*\\.(jar|kar)"))
                    .toList();
        }
    }
}
