package rocks.nua.core.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import rocks.nua.api.backup.BackupStore;
import rocks.nua.api.build.Builder;
import rocks.nua.api.extension.Gates;
import rocks.nua.api.login.Authenticator;
import rocks.nua.api.notify.Notifier;
import rocks.nua.api.platform.Platform.BuilderInfo;
import rocks.nua.api.scan.Scanner;
import rocks.nua.api.service.BackingService;

/** The plugins that are here now: the only place that knows that plugins come and go. What it hands out is contained. */
@Component(service = {Plugins.class, Gates.class})
public final class Plugins implements Gates {
    private static final Duration GATE_LIMIT = Duration.ofSeconds(30);

    private final Containment containment;
    private final Supplier<List<BundledTree>> trees;
    private final Contributions<Builder> builders;
    private final Contributions<BackingService> services;
    private final Contributions<Scanner> scanners;
    private final Contributions<Notifier> notifiers;
    private final Contributions<Authenticator> authenticators;
    private final Contributions<BackupStore> backupStores;

    /** Those of a framework. */
    @Activate
    public Plugins(BundleContext context) {
        this(Duration.ofMinutes(5), () -> Arrays.stream(context.getBundles())
                .flatMap(BundledTree::of)
                .toList());
    }

    /** No call of a plugin may take longer than this; source trees are asked for each time. */
    public Plugins(Duration longest, Supplier<List<BundledTree>> trees) {
        this.trees = trees;
        containment = new Containment(longest);
        builders = kind("Builder", Builder.class, 10);
        services = kind("Backing service", BackingService.class, 10);
        scanners = kind("Scanner", Scanner.class, 60);
        notifiers = kind("Notifier", Notifier.class, 20);
        authenticators = kind("Authenticator", Authenticator.class, 5);
        backupStores = kind("Backup store", BackupStore.class, 20);
    }

    private <T> Contributions<T> kind(String word, Class<T> type, int seconds) {
        return new Contributions<>(new Kind<>(word, type, Duration.ofSeconds(seconds)), containment);
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

    /** A scanner has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addScanner(Scanner scanner, Map<String, Object> properties) {
        scanners.add(scanner, properties);
    }

    /** A scanner has gone. */
    public void removeScanner(Scanner scanner) {
        scanners.remove(scanner);
    }

    /** A notifier has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addNotifier(Notifier notifier, Map<String, Object> properties) {
        notifiers.add(notifier, properties);
    }

    /** A notifier has gone. */
    public void removeNotifier(Notifier notifier) {
        notifiers.remove(notifier);
    }

    /** An authenticator has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addAuthenticator(Authenticator authenticator, Map<String, Object> properties) {
        authenticators.add(authenticator, properties);
    }

    /** An authenticator has gone. */
    public void removeAuthenticator(Authenticator authenticator) {
        authenticators.remove(authenticator);
    }

    /** A backup store has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addBackupStore(BackupStore store, Map<String, Object> properties) {
        backupStores.add(store, properties);
    }

    /** A backup store has gone. */
    public void removeBackupStore(BackupStore store) {
        backupStores.remove(store);
    }

    @Override
    public Gate open(Object contribution, String title) {
        Contributor who = Contributor.of(contribution, title, containment.standings());
        return new Gate() {
            @Override
            public Object call(Callable<Object> work) {
                return containment.call(who, GATE_LIMIT, work);
            }

            @Override
            public void close() {
                who.leave(containment.standings());
            }
        };
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

    /** The scanners in their order. */
    public List<Contribution<Scanner>> scanners() {
        return scanners.all();
    }

    /** The notifiers. */
    public List<Contribution<Notifier>> notifiers() {
        return notifiers.all();
    }

    /** The authenticators in the order in which they are asked. */
    public List<Contribution<Authenticator>> authenticators() {
        return authenticators.all();
    }

    /** The backup stores in the order in which they are asked. */
    public List<Contribution<BackupStore>> backupStores() {
        return backupStores.all();
    }

    /** The source trees of apps that bundles bring. */
    public List<BundledTree> trees() {
        return trees.get();
    }

    /** The bundles that are not called any more, by name. */
    public List<Quarantine> quarantines() {
        return containment.standings().quarantines();
    }

    /** Whether it is not called any more. */
    public boolean quarantined(Contribution<?> contribution) {
        return quarantines().stream().anyMatch(one -> one.bundle().equals(contribution.bundle()));
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
