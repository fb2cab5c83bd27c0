package rocks.nua.core;

import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.catalogue.Catalogue;
import rocks.nua.api.catalogue.Repositories;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.Storage;
import rocks.nua.api.manifest.ManifestReader;
import rocks.nua.api.platform.Housekeeping;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.router.Router;
import rocks.nua.api.service.Services;
import rocks.nua.api.service.Upgrades;
import rocks.nua.api.source.Git;
import rocks.nua.api.store.Store;
import rocks.nua.core.install.DeployFolder;
import rocks.nua.core.install.InstalledPlugins;
import rocks.nua.core.plugin.Plugins;

/** Opens the core once all drivers are there, and offers its calls to the front doors. */
@Component(service = {})
public final class CoreComponent {
    private final Core core;
    private final DeployFolder folder;
    private final List<ServiceRegistration<?>> offers;

    /** Opens the core. */
    @Activate
    public CoreComponent(
            BundleContext context,
            @Reference Settings settings,
            @Reference Store store,
            @Reference Engine engine,
            @Reference Storage storage,
            @Reference Router router,
            @Reference ManifestReader manifests,
            @Reference Git git,
            @Reference Plugins plugins) {
        core = new Core(
                Plugins.platformVersion(context), settings, store, engine, storage, router, manifests, git, plugins);
        InstalledPlugins installed = new InstalledPlugins(context, settings, plugins, core.catalogue(), core.events());
        installed.open();
        core.open();
        folder = new DeployFolder(settings.home().resolve("deploy"), installed);
        folder.open();
        offers = List.of(
                context.registerService(rocks.nua.api.plugin.Plugins.class, installed, null),
                context.registerService(Apps.class, core.apps(), null),
                context.registerService(Deployments.class, core.deployments(), null),
                context.registerService(Catalogue.class, core.catalogue(), null),
                context.registerService(Repositories.class, core.repositories(), null),
                context.registerService(Services.class, core.services(), null),
                context.registerService(Upgrades.class, core.upgrades(), null),
                context.registerService(Platform.class, core.platform(), null),
                context.registerService(Housekeeping.class, core.housekeeping(), null));
    }

    /** Closes the core; apps run on. */
    @Deactivate
    public void close() {
        offers.forEach(ServiceRegistration::unregister);
        folder.close();
        core.close();
    }
}
