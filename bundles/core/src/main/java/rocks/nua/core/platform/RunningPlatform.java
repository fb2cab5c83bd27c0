package rocks.nua.core.platform;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.EngineInfo;
import rocks.nua.api.engine.Storage;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.store.Store;
import rocks.nua.core.plugin.Contribution;
import rocks.nua.core.plugin.Plugins;

/** The platform as it runs now. */
public final class RunningPlatform implements Platform {
    private final String version;
    private final Settings settings;
    private final Engine engine;
    private final Plugins plugins;
    private final EventLog events;
    private final Tokens tokens;
    private final Logins logins;
    private final Supplier<List<AppStatus>> apps;
    private final Doctor doctor;
    private volatile String state = "starting";
    private volatile String trouble = "";

    public RunningPlatform(
            String version,
            Settings settings,
            Engine engine,
            Storage storage,
            Store store,
            Plugins plugins,
            EventLog events,
            Supplier<List<AppStatus>> apps) {
        this.version = version;
        this.settings = settings;
        this.engine = engine;
        this.plugins = plugins;
        this.events = events;
        this.tokens = new Tokens(store);
        this.logins = new Logins(tokens, plugins);
        this.apps = apps;
        plugins.onQuarantine(quarantine -> events.add(
                "plugin.quarantined",
                "Plugin " + quarantine.bundle() + " is not used any more: " + quarantine.reason()));
        this.doctor = new Doctor(engine, storage, settings, plugins, () -> trouble);
    }

    /** Makes what the platform needs before anybody can ask it. */
    public void open() {
        tokens.ensureAdministrator(settings.home().resolve("admin.token"));
    }

    /** The last round of reconcile went well. */
    public void ready() {
        trouble = "";
        state = "ready";
    }

    /** The last round of reconcile failed with this sentence. */
    public void degraded(String message) {
        trouble = message;
        state = "degraded";
    }

    @Override
    public String health() {
        return state;
    }

    @Override
    public Status status(Caller caller) {
        caller.require(Permission.VIEW);
        Runtime memory = Runtime.getRuntime();
        List<AppStatus> all = engineName().isEmpty() ? List.of() : apps.get();
        return new Status(
                version,
                state,
                trouble,
                engineName(),
                settings.domain().value(),
                all.size(),
                (int) all.stream()
                        .filter(app -> app.state() == AppStatus.State.RUNNING)
                        .count(),
                plugins.builders().stream().map(Contribution::name).toList(),
                memory.totalMemory() - memory.freeMemory());
    }

    private String engineName() {
        try {
            EngineInfo info = engine.info();
            return info.name() + " " + info.version();
        } catch (NuaException e) {
            return "";
        }
    }

    @Override
    public List<Check> doctor(Caller caller) {
        caller.require(Permission.VIEW);
        return doctor.examine();
    }

    @Override
    public List<BuilderInfo> builders(Caller caller) {
        caller.require(Permission.VIEW);
        return plugins.infos();
    }

    @Override
    public List<Event> events(int most, Caller caller) {
        caller.require(Permission.VIEW);
        return events.newest(most);
    }

    @Override
    public void follow(Consumer<Event> to, Caller caller) {
        caller.require(Permission.VIEW);
        events.follow(to);
    }

    @Override
    public Optional<Caller> authenticate(Secret token) {
        return authenticate("", token);
    }

    @Override
    public Optional<Caller> authenticate(String user, Secret secret) {
        return logins.authenticate(user, secret);
    }
}
