package rocks.nua.core;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments.Options;
import rocks.nua.api.app.Source;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.manifest.ManifestReader.Manifest;
import rocks.nua.api.source.Git;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.testkit.FakeEngine;
import rocks.nua.testkit.FakeRouter;
import rocks.nua.testkit.FixedSettings;
import rocks.nua.testkit.MemoryStore;

/** A core with fakes for drivers, and one builder that takes any folder with a file {@code app}. */
final class House implements AutoCloseable {
    static final Caller CALLER = Caller.local();

    final FakeEngine engine = new FakeEngine();
    final FakeRouter router = new FakeRouter();
    final MemoryStore store;
    final Plugins plugins;
    final List<String> log = new CopyOnWriteArrayList<>();
    final Path home;
    volatile AppSpec spec = AppSpec.EMPTY;
    volatile String manifest = "";
    volatile Git git = (source, into, limit, lines) -> "0123456789abcdef";
    Core core;

    House(Path home) {
        this(home, new MemoryStore());
    }

    House(Path home, MemoryStore store) {
        this(home, store, new Plugins(Duration.ofMinutes(5), List::of));
    }

    House(Path home, MemoryStore store, Plugins plugins) {
        this.home = home;
        this.store = store;
        this.plugins = plugins;
        Builder any = source -> source.has("app")
                ? Optional.of(new BuildPlan.Recipe(
                        BuildPlan.Base.DEBIAN_13,
                        List.of(),
                        List.of(new BuildPlan.Step.Copy(List.of())),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("app"),
                        3000,
                        Map.of("CONTENT", source.read("app").orElse("")),
                        List.of("There is a file app.")))
                : Optional.empty();
        plugins.addBuilder(any, Map.of("nua.plugin.name", "any", "nua.plugin.order", 1));
        core = newCore();
        core.open();
        await(() -> core.platform().health().equals("ready"));
    }

    private Core newCore() {
        return new Core(
                "1",
                FixedSettings.of(home),
                store,
                engine,
                engine,
                router,
                folder -> new Manifest(spec, manifest, List.of()),
                (source, into, limit, lines) -> git.checkout(source, into, limit, lines),
                plugins);
    }

    /** As after a crash of the platform: the engine and the store go on. */
    void restart() {
        restart(() -> {});
    }

    /** The same, and something happens while the platform is away. */
    void restart(Runnable meanwhile) {
        core.close();
        meanwhile.run();
        core = newCore();
        core.open();
        await(() -> !core.platform().health().equals("starting"));
    }

    Deployment deploy(String app, String content) {
        return deploy(app, new Source.Upload(tar(Map.of("app", content))));
    }

    Deployment deploy(String app, Source source) {
        AppName name = new AppName(app);
        Deployment row = core.deployments().start(name, source, Options.NONE, CALLER);
        return ended(row);
    }

    Deployment ended(Deployment row) {
        log.clear();
        core.deployments().log(row.app(), row.id(), true, log::add, CALLER);
        return core.deployments().get(row.app(), row.id(), CALLER);
    }

    List<String> containers() {
        return engine.list(Map.of()).stream().map(c -> c.name()).toList();
    }

    static ByteArrayInputStream tar(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    static void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        List<String> tries = new ArrayList<>();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("did not happen within 10 s");
            }
            tries.add("");
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        core.close();
        engine.close();
    }
}
