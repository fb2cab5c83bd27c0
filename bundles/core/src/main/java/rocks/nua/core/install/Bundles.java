package rocks.nua.core.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import rocks.nua.api.NuaException;
import rocks.nua.core.install.PluginFile.Part;
import rocks.nua.core.source.Workspace;

/** The bundles of plugins in the framework, told from all others by their location. */
final class Bundles {
    private static final String LOCATION = "nua-plugin:";
    private static final String DIGEST = "nua-plugin.sha256";
    /** Header that names the folders of app packages. */
    static final String PACKAGES = "Nua-Packages";
    /** Header that names the packages of classes which are commands of the Karaf shell. */
    static final String COMMANDS = "Karaf-Commands";

    private static final String API = "rocks.nua.api.";
    private static final String PLUGIN_NAME = "nua.plugin.name";

    private final BundleContext context;
    private final Requirements requirements;

    Bundles(BundleContext context) {
        this.context = context;
        this.requirements = new Requirements(context);
    }

    /**
     * Makes the bundles of a plugin those of the file: installed, in this version, started.
     *
     * @throws NuaException CONFLICT when that cannot be; the bundles are then in any state
     */
    void ensure(PluginFile file) {
        List<Bundle> wanted = new ArrayList<>();
        List<Bundle> changed = new ArrayList<>();
        for (Part part : file.parts()) {
            if (part.plugin() || !hasElsewhere(part, file.name())) {
                wanted.add(installed(file.name(), part, changed));
            }
        }
        of(file.name()).stream().filter(bundle -> !wanted.contains(bundle)).forEach(bundle -> {
            uninstall(bundle);
            changed.add(bundle);
        });
        refresh(changed);
        requirements.missing(wanted).ifPresent(sentence -> {
            throw NuaException.conflict(sentence);
        });
        // Libraries first, since the plugin stands on them.
        for (int i = wanted.size() - 1; i >= 0; i--) {
            start(wanted.get(i));
        }
        clash(file.name()).ifPresent(sentence -> {
            throw NuaException.conflict(sentence);
        });
    }

    private Bundle installed(String plugin, Part part, List<Bundle> changed) {
        others(part.name(), plugin).findFirst().ifPresent(other -> {
            throw NuaException.conflict("A bundle " + part.name() + " is here already, as part of " + owner(other)
                    + ": rename yours, or uninstall the other first.");
        });
        String location = LOCATION + plugin + "/" + part.name();
        String digest = Workspace.sha256(part.jar());
        try (InputStream in = Files.newInputStream(part.jar())) {
            Bundle bundle = context.getBundle(location);
            if (bundle == null) {
                bundle = context.installBundle(location, in);
            } else if (!digest.equals(kept(bundle))) {
                bundle.stop();
                bundle.update(in);
                changed.add(bundle);
            }
            Files.writeString(digestFile(bundle), digest);
            return bundle;
        } catch (BundleException e) {
            throw new NuaException(
                    NuaException.Kind.CONFLICT,
                    part.name() + " is no bundle that can be installed ("
                            + NuaException.excerpt(String.valueOf(e.getMessage())) + "): build it again.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasElsewhere(Part part, String plugin) {
        return others(part.name(), plugin)
                .anyMatch(bundle -> bundle.getVersion().toString().equals(part.version()));
    }

    private Stream<Bundle> others(String symbolicName, String plugin) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .filter(bundle -> !bundle.getLocation().startsWith(LOCATION + plugin + "/"));
    }

    private static String owner(Bundle bundle) {
        String location = bundle.getLocation();
        return location.startsWith(LOCATION)
                ? "the plugin " + location.substring(LOCATION.length()).replaceFirst("/.*", "")
                : "the platform";
    }

    private static void start(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException e) {
            throw new NuaException(
                    NuaException.Kind.CONFLICT,
                    bundle.getSymbolicName() + " does not start ("
                            + NuaException.excerpt(String.valueOf(e.getMessage()))
                            + "): the log of the platform tells more.",
                    e);
        }
    }

    /** What the plugin gives that another one gives already. */
    private Optional<String> clash(String plugin) {
        List<String> given = gives(plugin);
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !bundle.getLocation().startsWith(LOCATION + plugin + "/"))
                .flatMap(bundle -> contributions(bundle)
                        .filter(given::contains)
                        .map(same -> plugin + " gives the " + same + ", which " + bundle.getSymbolicName()
                                + " gives already: rename yours, or uninstall the other first."))
                .findFirst();
    }

    /** Whether a bundle belongs to a plugin that was installed here. */
    static boolean isPlugin(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** Switches it off until {@link #ensure}. */
    void stop(String plugin) {
        for (Bundle bundle : of(plugin)) {
            try {
                bundle.stop();
            } catch (BundleException e) {
                throw new NuaException(
                        NuaException.Kind.CONFLICT, bundle.getSymbolicName() + " does not stop as it should.", e);
            }
        }
    }

    /** Removes it; absent is fine. */
    void remove(String plugin) {
        List<Bundle> bundles = of(plugin);
        bundles.forEach(Bundles::uninstall);
        refresh(bundles);
    }

    private static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new NuaException(
                    NuaException.Kind.CONFLICT, bundle.getSymbolicName() + " cannot be removed from the framework.", e);
        }
    }

    /** Gives up what the framework still keeps of older versions. Only bundles of the plugin are touched, since nobody else uses it. */
    private void refresh(Collection<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        FrameworkWiring wiring = Optional.ofNullable(
                        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class))
                .orElseThrow();
        wiring.refreshBundles(bundles, (FrameworkEvent event) -> done.countDown());
        try {
            if (!done.await(30, TimeUnit.SECONDS)) {
                throw NuaException.conflict("The framework does not settle: see the log of the platform.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Leftovers.drop(context);
    }

    /** Whether all of it runs. */
    boolean active(String plugin) {
        List<Bundle> bundles = of(plugin);
        return !bundles.isEmpty() && bundles.stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
    }

    /** What it adds now, such as {@code builder perl}, sorted. */
    List<String> gives(String plugin) {
        return of(plugin).stream()
                .flatMap(Bundles::contributions)
                .sorted()
                .distinct()
                .toList();
    }

    /** The plugins that are part of the platform: what adds something by name and was not installed by {@link #ensure}. */
    List<Bundle> builtIn() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !isPlugin(bundle))
                .filter(bundle -> Optional.ofNullable(bundle.getRegisteredServices()).stream()
                        .flatMap(Arrays::stream)
                        .flatMap(Bundles::contribution)
                        .findFirst()
                        .isPresent())
                .toList();
    }

    static Stream<String> contributions(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        Stream<String> named =
                services == null ? Stream.empty() : Arrays.stream(services).flatMap(Bundles::contribution);
        return bundle.getState() != Bundle.ACTIVE
                ? named
                : Stream.of(named, listed(bundle, PACKAGES, "app package"), listed(bundle, COMMANDS, "shell commands"))
                        .flatMap(all -> all);
    }

    private static Stream<String> listed(Bundle bundle, String header, String kind) {
        String value = bundle.getHeaders().get(header);
        return value == null
                ? Stream.empty()
                : Arrays.stream(value.split(","))
                        .map(one -> kind + " " + one.strip().replaceFirst("^.*/", ""));
    }

    private static Stream<String> contribution(ServiceReference<?> service) {
        Object name = service.getProperty(PLUGIN_NAME);
        if (name == null || !(service.getProperty(Constants.OBJECTCLASS) instanceof String[] types)) {
            return Stream.empty();
        }
        return Arrays.stream(types).filter(type -> type.startsWith(API)).map(type -> kind(type) + " " + name);
    }

    /** {@code rocks.nua.api.service.BackingService} is a "backing service". */
    private static String kind(String type) {
        return type.substring(type.lastIndexOf('.') + 1)
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** The names of all plugins that have bundles here. */
    Collection<String> plugins() {
        TreeSet<String> names = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(LOCATION)) {
                names.add(bundle.getLocation().substring(LOCATION.length()).replaceFirst("/.*", ""));
            }
        }
        return names;
    }

    /** Those of one plugin. */
    List<Bundle> of(String plugin) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(LOCATION + plugin + "/"))
                .toList();
    }

    private static Path digestFile(Bundle bundle) {
        return bundle.getDataFile(DIGEST).toPath();
    }

    private static String kept(Bundle bundle) throws IOException {
        Path file = digestFile(bundle);
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
