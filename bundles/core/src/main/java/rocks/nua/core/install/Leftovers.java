package rocks.nua.core.install;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the framework keeps of bundles that are gone. Felix 7.0.5, its last release, has a map from bundles to the services that they
 * use, and leaves a bundle in it that gave its last one back; Declarative Services do so for each bundle with a component. That
 * is about 10 KB for each plugin that was ever removed or replaced. There is no other way to it than this.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private Leftovers() {}

    /** Drops them; does nothing in a framework that has no such map. */
    static void drop(BundleContext context) {
        try {
            Object registry = field(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION), "m_registry");
            if (field(registry, "m_inUseMap") instanceof Map<?, ?> uses) {
                uses.keySet()
                        .removeIf(user -> user instanceof Bundle bundle && bundle.getState() == Bundle.UNINSTALLED);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("This framework keeps its uses of services elsewhere", e);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
