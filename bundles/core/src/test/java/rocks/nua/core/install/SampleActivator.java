package rocks.nua.core.install;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import rocks.nua.api.build.Builder;

/** What is inside of the plugins of these tests: a builder named by the header Sample, if the service is there that the header Sample-Wants names. */
public final class SampleActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String name = context.getBundle().getHeaders().get("Sample");
        String wants = context.getBundle().getHeaders().get("Sample-Wants");
        if (wants != null && context.getServiceReference(wants) == null) {
            return;
        }
        Builder builder = source -> Optional.empty();
        context.registerService(Builder.class, builder, new Hashtable<>(Map.of("nua.plugin.name", name)));
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service away
    }
}
