package rocks.nua.core.install;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.plugin.Plugins;
import rocks.nua.api.router.Router;
import rocks.nua.api.service.Services;
import rocks.nua.api.store.Store;

/**
 * Hides parts of the platform from plugins that did not declare that they need them. It keeps honest plugins to what they say; it is no
 * cage, since all run in one process.
 */
final class Guard implements FindHook, EventListenerHook {
    private static final Map<String, String> PERMISSIONS = Map.of(
            Apps.class.getName(), "apps",
            Deployments.class.getName(), "apps",
            Services.class.getName(), "apps",
            Engine.class.getName(), "engine",
            Router.class.getName(), "routes",
            Store.class.getName(), "state",
            Platform.class.getName(), "platform",
            Plugins.class.getName(), "platform",
            Settings.class.getName(), "platform");

    @Override
    public void find(
            BundleContext context, String name, String filter, boolean all, Collection<ServiceReference<?>> found) {
        if (Bundles.isPlugin(context.getBundle())) {
            List<String> declared = declared(context);
            found.removeIf(service -> !allowed(service, declared));
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        if (needed(event.getServiceReference()).isEmpty()) {
            return;
        }
        listeners
                .keySet()
                .removeIf(context -> Bundles.isPlugin(context.getBundle())
                        && !allowed(event.getServiceReference(), declared(context)));
    }

    private static boolean allowed(ServiceReference<?> service, List<String> declared) {
        return declared.containsAll(needed(service));
    }

    private static List<String> needed(ServiceReference<?> service) {
        return service.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                ? Arrays.stream(types)
                        .filter(PERMISSIONS::containsKey)
                        .map(type -> PERMISSIONS.getOrDefault(type, ""))
                        .toList()
                : List.of();
    }

    private static List<String> declared(BundleContext context) {
        String header = context.getBundle().getHeaders().get(PluginFile.PERMISSIONS_HEADER);
        return header == null ? List.of() : PluginFile.words(header);
    }
}
