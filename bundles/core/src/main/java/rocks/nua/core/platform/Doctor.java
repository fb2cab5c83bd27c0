package rocks.nua.core.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.engine.DiskUse;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.EngineInfo;
import rocks.nua.api.engine.Storage;
import rocks.nua.api.platform.BuildSettings;
import rocks.nua.api.platform.Platform.Check;
import rocks.nua.api.platform.Settings;
import rocks.nua.core.plugin.Contribution;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.plugin.Quarantine;

/** Looks at everything the platform needs and says how to mend what is wrong. */
final class Doctor {
    private static final long GIB = 1L << 30;
    private static final long MUCH_STALE = 10 * GIB;
    private static final long LEAST_FREE = 2 * GIB;

    private final Engine engine;
    private final Storage storage;
    private final Settings settings;
    private final Plugins plugins;
    private final Supplier<String> trouble;

    Doctor(Engine engine, Storage storage, Settings settings, Plugins plugins, Supplier<String> trouble) {
        this.engine = engine;
        this.storage = storage;
        this.settings = settings;
        this.plugins = plugins;
        this.trouble = trouble;
    }

    List<Check> examine() {
        List<Check> checks = new ArrayList<>();
        checks.add(guarded("engine", this::engineAnswers));
        checks.add(guarded("engine disk", this::engineDisk));
        checks.add(guarded("disk use", this::diskUse));
        checks.add(guarded("home disk", this::homeDisk));
        checks.add(guarded("administrator token", this::token));
        checks.add(guarded("builders", this::builders));
        checks.add(guarded("plugins", this::plugins));
        checks.add(guarded("base images", this::baseImages));
        checks.add(guarded("build limits", () -> new Check("build limits", true, storage.limitBuilds(), "")));
        checks.add(guarded("apps and routes", this::reconciled));
        return checks;
    }

    private static Check guarded(String name, Supplier<Check> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return new Check(
                    name, false, String.valueOf(e.getMessage()), "Mend what the finding says, then ask again.");
        }
    }

    private Check engineAnswers() {
        EngineInfo info = engine.info();
        return new Check(
                "engine", true, info.name() + " " + info.version() + " answers at " + settings.engineSocket(), "");
    }

    private Check engineDisk() {
        EngineInfo info = engine.info();
        return info.diskFreeBytes() < 0
                ? new Check("engine disk", true, "its free space cannot be read from here", "")
                : disk("engine disk", info.diskFreeBytes(), "images and volumes");
    }

    private Check diskUse() {
        BuildSettings policy = settings.builds();
        DiskUse use = storage.diskUse(policy.cacheAge(), policy.cacheBytes());
        String finding = "images " + gib(use.imagesBytes()) + ", volumes " + gib(use.volumesBytes()) + ", build caches "
                + gib(use.cacheBytes()) + "; nua prune would free " + gib(use.staleBytes());
        boolean good = use.staleBytes() < MUCH_STALE;
        return new Check("disk use", good, finding, good ? "" : "nua prune");
    }

    private static String gib(long bytes) {
        return String.format(java.util.Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
    }

    private Check homeDisk() {
        try {
            return disk(
                    "home disk",
                    Files.getFileStore(settings.home()).getUsableSpace(),
                    settings.home().toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Check disk(String name, long free, String what) {
        boolean good = free >= LEAST_FREE;
        String finding = gib(free) + " free for " + what;
        return new Check(
                name,
                good,
                finding,
                good ? "" : "Free some space: nua prune, destroy apps that are not needed, or grow the disk.");
    }

    private Check token() {
        Path file = settings.home().resolve("admin.token");
        try {
            boolean safe =
                    !Files.exists(file) || Files.getPosixFilePermissions(file).size() <= 2;
            return new Check(
                    "administrator token",
                    safe,
                    safe ? "only its owner can read it" : "others can read " + file,
                    safe ? "" : "chmod 600 " + file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Check builders() {
        List<String> names = plugins.builders().stream().map(Contribution::name).toList();
        return new Check(
                "builders",
                !names.isEmpty(),
                names.isEmpty() ? "none is installed" : String.join(", ", names),
                names.isEmpty() ? "Install one: feature:install nua-builder-node in the Karaf shell." : "");
    }

    private Check plugins() {
        List<Quarantine> cutOff = plugins.quarantines();
        return new Check(
                "plugins",
                cutOff.isEmpty(),
                cutOff.isEmpty()
                        ? "all behave"
                        : cutOff.stream()
                                .map(one -> one.bundle() + " is in quarantine: " + one.reason())
                                .collect(Collectors.joining(" ")),
                cutOff.isEmpty() ? "" : "Upgrade or remove it; 'nua plugins enable' gives it another chance.");
    }

    private Check baseImages() {
        String name = storage.baseName(Base.DEBIAN_13);
        if (!settings.builds().baseRegistry().isEmpty()) {
            return new Check(
                    "base images",
                    true,
                    name + " comes from " + settings.builds().baseRegistry(),
                    "");
        }
        boolean there = List.of("/usr/bin/mmdebstrap", "/usr/local/bin/mmdebstrap").stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path)));
        return new Check(
                "base images",
                there,
                there ? "mmdebstrap can bootstrap " + name : "mmdebstrap is missing",
                there ? "" : "apt-get install mmdebstrap");
    }

    private Check reconciled() {
        String message = trouble.get();
        return new Check(
                "apps and routes",
                message.isEmpty(),
                message.isEmpty() ? "as wanted" : message,
                message.isEmpty() ? "" : "Mend what the finding says; the platform tries again by itself every 30 s.");
    }
}
