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
import rocks.nua.api.service.BackingService;

/** The plugins that are here now: the only place that knows that plugins come and go. */
@Component(service = Plugins.class)
public final class Plugins {
    private static final Comparator<NamedBuilder> ORDER =
            Comparator.comparingInt(NamedBuilder::order).thenComparing(NamedBuilder::name);

    private final Map<Builder, NamedBuilder> builders = new ConcurrentHashMap<>();
    private final Map<BackingService, NamedService> services = new ConcurrentHashMap<>();

    /**
     * A builder with what its plugin annotation says.
     *
     * @param name its name
     * @param order its place
     * @param builder itself
     * @param bundle symbolic name and version of its bundle
     */
    public record NamedBuilder(String name, int order, Builder builder, String bundle) {}

    /**
     * A kind of backing service with what its plugin annotation says.
     *
     * @param type its name
     * @param service itself
     * @param bundle symbolic name and version of its bundle
     */
    public record NamedService(String type, BackingService service, String bundle) {}

    /** Made by the service registry. */
    @Activate
    public Plugins() {}

    /** A builder has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addBuilder(Builder builder, Map<String, Object> properties) {
        String name = name(builder, properties);
        int order = properties.get("nua.plugin.order") instanceof Integer given ? given : 100;
        builders.put(builder, new NamedBuilder(name, order, builder, bundleOf(builder)));
    }

    /** A builder has gone. */
    public void removeBuilder(Builder builder) {
        builders.remove(builder);
    }

    /** A kind of backing service has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addService(BackingService service, Map<String, Object> properties) {
        services.put(service, new NamedService(name(service, properties), service, bundleOf(service)));
    }

    /** A kind of backing service has gone. */
    public void removeService(BackingService service) {
        services.remove(service);
    }

    /** The kinds of backing services, by name. */
    public List<NamedService> services() {
        return services.values().stream()
                .sorted(Comparator.comparing(NamedService::type))
                .toList();
    }

    /** One kind of backing service. */
    public Optional<BackingService> service(String type) {
        return services().stream()
                .filter(named -> named.type().equals(type))
                .findFirst()
                .map(NamedService::service);
    }

    private static String name(Object plugin, Map<String, Object> properties) {
        return String.valueOf(
                properties.getOrDefault("nua.plugin.name", plugin.getClass().getSimpleName()));
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

    private static String bundleOf(Object plugin) {
        return Optional.ofNullable(FrameworkUtil.getBundle(plugin.getClass()))
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .orElse("");
    }

    /** The version of the platform itself. */
    public static String platformVersion(BundleContext context) {
        Bundle bundle = context.getBundle();
        return String.valueOf(bundle.getHeaders().get(Constants.BUNDLE_VERSION));
    }
}
