package rocks.nua.core.plugin;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import rocks.nua.api.build.Builder;
import rocks.nua.api.platform.Platform.BuilderInfo;
import rocks.nua.api.service.BackingService;

/** The plugins that are here now: the only place that knows that plugins come and go. What it hands out is contained. */
@Component(service = Plugins.class)
public final class Plugins {
    private final Containment containment;
    private final Contributions<Builder> builders;
    private final Contributions<BackingService> services;

    /** Made by the service registry. */
    @Activate
    public Plugins() {
        this(Duration.ofMinutes(5));
    }

    /** No call of a plugin may take longer than this. */
    public Plugins(Duration longest) {
        containment = new Containment(longest);
        builders = new Contributions<>(new Kind<>("Builder", Builder.class, Duration.ofSeconds(10)), containment);
        services = new Contributions<>(
                new Kind<>("Backing service", BackingService.class, Duration.ofSeconds(10)), containment);
    }

    /** A builder has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addBuilder(Builder builder, Map<String, Object> properties) {
        builders.add(builder, properties);
    }

    /** A builder has gone. */
    public void removeBuilder(Builder builder) {
        builders.remove(builder);
    }

    /** A kind of backing service has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addService(BackingService service, Map<String, Object> properties) {
        services.add(service, properties);
    }

    /** A kind of backing service has gone. */
    public void removeService(BackingService service) {
        services.remove(service);
    }

    /** The builders in the order in which they are asked. */
    public List<Contribution<Builder>> builders() {
        return builders.all();
    }

    /** The same for people. */
    public List<BuilderInfo> infos() {
        return builders().stream()
                .map(one -> new BuilderInfo(one.name(), one.order(), one.bundle()))
                .toList();
    }

    /** The kinds of backing services, by name. */
    public List<Contribution<BackingService>> services() {
        return services.all().stream()
                .sorted(Comparator.comparing(Contribution::name))
                .toList();
    }

    /** One kind of backing service. */
    public Optional<BackingService> service(String type) {
        return services.find(type);
    }

    /** The bundles that are not called any more, by name. */
    public List<Quarantine> quarantines() {
        return containment.standings().quarantines();
    }

    /** Gives the bundles of that symbolic name another chance; false where none of them was in quarantine. */
    public boolean lift(String symbolicName) {
        return containment.standings().lift(symbolicName);
    }

    /** Tells this one, in place of the one before, of each quarantine. */
    public void onQuarantine(Consumer<Quarantine> listener) {
        containment.listen(listener);
    }

    /** The version of the platform itself. */
    public static String platformVersion(BundleContext context) {
        Bundle bundle = context.getBundle();
        return String.valueOf(bundle.getHeaders().get(Constants.BUNDLE_VERSION));
    }
}
