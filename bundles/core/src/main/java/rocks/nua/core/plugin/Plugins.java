package rocks.nua.core.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import rocks.nua.api.build.Builder;
import rocks.nua.api.platform.Platform.BuilderInfo;

/** The plugins that are here now: the only place that knows that plugins come and go. */
@Component(service = Plugins.class)
public final class Plugins {
    private static final Comparator<NamedBuilder> ORDER =
            Comparator.comparingInt(NamedBuilder::order).thenComparing(NamedBuilder::name);

    private final Map<Builder, NamedBuilder> builders = new ConcurrentHashMap<>();

    /**
     * A builder with what its plugin annotation says.
     *
     * @param name its name
     * @param order its place
     * @param builder itself
     * @param bundle symbolic name and version of its bundle
     */
    public record NamedBuilder(String name, int order, Builder builder, String bundle) {}

    /** Made by the service registry. */
    @Activate
    public Plugins() {}

    /** A builder has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addBuilder(Builder builder, Map<String, Object> properties) {
        String name = String.valueOf(
                properties.getOrDefault("nua.plugin.name", builder.getClass().getSimpleName()));
        int order = properties.get("nua.plugin.order") instanceof Integer given ? given : 100;
        builders.put(builder, new NamedBuilder(name, order, builder, bundleOf(builder)));
    }

    /** A builder has gone. */
    public void removeBuilder(Builder builder) {
        builders.remove(builder);
    }

    /** The builders in the order in which they are asked. */
    public List<NamedBuilder> builders() {
        return builders.values().stream().sorted(ORDER).toList();
    }

    /** The same for people. */
    public List<BuilderInfo> infos() {
        return builders().stream()
                .map(named -> new BuilderInfo(named.name(), named.order(), named.bundle()))
                .toList();
    }

    private static String bundleOf(Builder builder) {
        return Optional.ofNullable(FrameworkUtil.getBundle(builder.getClass()))
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .orElse("");
    }

    /** The version of the platform itself. */
    public static String platformVersion(BundleContext context) {
        Bundle bundle = context.getBundle();
        return String.valueOf(bundle.getHeaders().get(Constants.BUNDLE_VERSION));
    }
}
