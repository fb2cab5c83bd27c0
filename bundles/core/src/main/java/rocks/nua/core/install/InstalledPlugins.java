package rocks.nua.core.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.catalogue.Catalogue.Entry;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.api.plugin.Plugins;
import rocks.nua.core.catalogue.Packages;
import rocks.nua.core.install.Arrivals.Arrival;
import rocks.nua.core.install.Shelf.Note;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.source.Workspace;

/** What administrators can do with plugins, by call or by the folder {@code deploy}. */
public final class InstalledPlugins implements Plugins {
    private static final String DEPLOY = "deploy/";

    private final BundleContext context;
    private final Shelf shelf;
    private final Bundles bundles;
    private final TrustList trusted;
    private final Arrivals arrivals;
    private final Installation installation;
    private final Path home;
    private final Consent dropped;

    /** Keeps everything below the platform's home. */
    public InstalledPlugins(
            BundleContext context,
            Settings settings,
            rocks.nua.core.plugin.Plugins running,
            Packages packages,
            EventLog events) {
        this.context = context;
        this.home = settings.home();
        this.shelf = new Shelf(home.resolve("plugins"));
        this.bundles = new Bundles(context);
        this.trusted = new TrustList(home.resolve("plugins").resolve("trusted"));
        this.arrivals = new Arrivals(settings.all().getOrDefault("NUA_MAVEN_REPOSITORY", ""), packages);
        this.installation = new Installation(shelf, bundles, trusted, running, events);
        boolean unsigned =
                !settings.all().getOrDefault("NUA_DEPLOY_UNSIGNED", "yes").equals("no");
        this.dropped = new Consent(unsigned, true);
    }

    /** What a jar or kar says of itself, for an index; its parts are unpacked into the folder. */
    public static Entry entry(Path file, Path folder) {
        return PluginFile.read(file, folder).entry();
    }

    /** Makes the framework what was installed. */
    public void open() {
        String[] hooks = {FindHook.class.getName(), EventListenerHook.class.getName()};
        context.registerService(hooks, new Guard(), null);
        installation.open();
    }

    @Override
    public List<Info> list(Caller caller) {
        caller.require(Permission.VIEW);
        return Stream.of(
                        installation.builtIn().stream(),
                        shelf.notes().stream().map(installation::info),
                        installation.refused().stream())
                .flatMap(Function.identity())
                .sorted(Comparator.comparing(Info::name))
                .toList();
    }

    @Override
    public Info get(String name, Caller caller) {
        return list(caller).stream()
                .filter(info -> info.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    @Override
    public Info inspect(PluginSource source, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return arrive(source, (file, from) -> {
            String message = shelf.note(file.name())
                    .map(note -> "Version " + note.version() + " is installed.")
                    .orElse("It is not installed.");
            return new Info(
                    file.name(),
                    file.version(),
                    State.DISABLED,
                    message,
                    from.origin(),
                    installation.signer(file, from),
                    installation.isTrusted(file, from),
                    List.of(),
                    file.permissions());
        });
    }

    @Override
    public Info install(PluginSource source, Consent consent, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return arrive(source, (file, from) -> {
            shelf.note(file.name()).ifPresent(note -> {
                throw NuaException.conflict("Plugin " + note.name() + " is installed already, in version "
                        + note.version() + ": replace it with 'nua plugins upgrade'.");
            });
            return installation.place(file, from, consent, caller);
        });
    }

    @Override
    public Info upgrade(PluginSource source, Consent consent, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return arrive(source, (file, from) -> {
            if (shelf.note(file.name()).isEmpty()) {
                throw unknown(file.name());
            }
            return installation.place(file, from, consent, caller);
        });
    }

    private Info arrive(PluginSource source, BiFunction<PluginFile, Arrival, Info> work) {
        Path folder = shelf.newFolder();
        try {
            Path file = folder.resolve("plugin");
            Arrival from = arrivals.fetch(source, file);
            return work.apply(PluginFile.read(file, folder.resolve("parts")), from);
        } finally {
            Workspace.delete(folder);
        }
    }

    /** Takes in a file of the folder {@code deploy}: who can write there holds the machine, and has agreed unless the setting says no. */
    void deployed(Path file) {
        String origin = DEPLOY + file.getFileName();
        if (shelf.notes().stream()
                .anyMatch(note -> note.origin().equals(origin) && isSame(file, shelf.file(note.name())))) {
            return;
        }
        try (InputStream content = Files.newInputStream(file)) {
            arrive(
                    new PluginSource.Upload(content, origin),
                    (read, from) -> installation.place(read, new Arrival(origin, ""), dropped, Caller.local()));
            installation.forget(origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A file of the folder {@code deploy} cannot be used. */
    void refused(String fileName, String sentence) {
        installation.refuse(DEPLOY + fileName, sentence);
    }

    /** A file has gone from the folder {@code deploy}. */
    void withdrawn(String fileName) {
        installation.forget(DEPLOY + fileName);
        shelf.notes().stream()
                .filter(note -> note.origin().equals(DEPLOY + fileName))
                .forEach(note -> installation.remove(note, Caller.local()));
    }

    /** The names of files in the folder {@code deploy} that plugins came from. */
    List<String> deployed() {
        return shelf.notes().stream()
                .filter(note -> note.origin().startsWith(DEPLOY))
                .map(note -> note.origin().substring(DEPLOY.length()))
                .toList();
    }

    @Override
    public Info enable(String name, Caller caller) {
        caller.require(Permission.ADMINISTER);
        if (isBuiltIn(name)) {
            installation.lift(name, caller);
            return get(name, caller);
        }
        return installation.change(find(name).with(true), "plugin.enabled", caller);
    }

    @Override
    public Info disable(String name, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return installation.change(find(name).with(false), "plugin.disabled", caller);
    }

    @Override
    public void uninstall(String name, Caller caller) {
        caller.require(Permission.ADMINISTER);
        Note note = find(name);
        installation.remove(note, caller);
        if (note.origin().startsWith(DEPLOY)) {
            try {
                Files.deleteIfExists(home.resolve(note.origin()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Note find(String name) {
        if (isBuiltIn(name)) {
            throw NuaException.conflict(name + " is part of Nua: only plugins of others can be changed here.");
        }
        return shelf.notes().stream()
                .filter(note -> note.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private boolean isBuiltIn(String name) {
        return bundles.builtIn().stream().anyMatch(bundle -> name.equals(bundle.getSymbolicName()));
    }

    private static NuaException unknown(String name) {
        return NuaException.notFound(
                "There is no plugin '" + NuaException.excerpt(name) + "' here: 'nua plugins list' shows all.");
    }

    @Override
    public List<Signer> signers(Caller caller) {
        caller.require(Permission.VIEW);
        return trusted.signers();
    }

    @Override
    public Signer trust(String certificate, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return installation.told("plugin.signer.trusted", trusted.add(certificate), caller);
    }

    @Override
    public void distrust(String fingerprint, Caller caller) {
        caller.require(Permission.ADMINISTER);
        installation.told("plugin.signer.distrusted", trusted.remove(fingerprint), caller);
    }
}
