package rocks.nua.core.install;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import rocks.nua.api.Caller;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.manifest.ManifestReader;
import rocks.nua.api.manifest.ManifestReader.Manifest;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.api.plugin.Plugins.Consent;
import rocks.nua.api.plugin.Plugins.Info;
import rocks.nua.api.store.Store;
import rocks.nua.core.catalogue.Inspection;
import rocks.nua.core.catalogue.Packages;
import rocks.nua.core.catalogue.StoredRepositories;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.source.Workspace;
import rocks.nua.testkit.FixedSettings;
import rocks.nua.testkit.MemoryStore;

/** Plugins on a framework of their own, as in Karaf. */
final class Host implements AutoCloseable {
    static final Caller CALLER = Caller.local();
    static final Consent NONE = new Consent(false, false);
    static final Consent UNSIGNED = new Consent(true, false);

    final Path home;
    final MemoryStore store = new MemoryStore();
    final InstalledPlugins plugins;
    final StoredRepositories repositories;
    private final Framework framework;

    Host(Path home) throws Exception {
        this.home = home;
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        home.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "rocks.nua.api.build;version=1.0.0,rocks.nua.api.service;version=1.1.0"));
        framework.start();
        framework.getBundleContext().registerService(Store.class, store, null);
        Plugins running = new Plugins(java.time.Duration.ofMinutes(1), java.util.List::of);
        EventLog events = new EventLog(store, event -> {});
        Workspace workspace = new Workspace(home);
        ManifestReader manifests = folder -> new Manifest(AppSpec.EMPTY, "", java.util.List.of());
        repositories = new StoredRepositories(
                home.resolve("repositories"),
                workspace,
                events,
                new Inspection(manifests, InstalledPlugins::entry, workspace));
        plugins = new InstalledPlugins(
                framework.getBundleContext(),
                FixedSettings.of(home),
                running,
                new Packages(running, manifests, workspace, repositories),
                events);
        plugins.open();
    }

    static PluginSource file(Path jar) throws IOException {
        return new PluginSource.Upload(
                new ByteArrayInputStream(Files.readAllBytes(jar)),
                jar.getFileName().toString());
    }

    Info install(Path jar, Consent consent) throws IOException {
        return plugins.install(file(jar), consent, CALLER);
    }

    /** The services of plugins in the framework itself. */
    int builders() {
        try {
            var found = framework.getBundleContext().getAllServiceReferences("rocks.nua.api.build.Builder", null);
            return found == null ? 0 : found.length;
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    int bundles() {
        return framework.getBundleContext().getBundles().length;
    }

    static void await(String what, BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < 600 && !holds.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        if (!holds.getAsBoolean()) {
            throw new AssertionError("still not true after half a minute: " + what);
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(30_000);
    }
}
