package rocks.nua.core.app;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.Domain;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Source;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.store.Store;
import rocks.nua.core.deploy.Domains;
import rocks.nua.core.fleet.Fleet;
import rocks.nua.core.fleet.LogArchive;
import rocks.nua.core.fleet.Routes;
import rocks.nua.core.fleet.Turns;
import rocks.nua.core.fleet.Wishes;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.sbom.Sboms;

/** The apps as the store wants them, changed one at a time. */
public final class StoredApps implements Apps {
    private final Store store;
    private final Engine engine;
    private final Deployments deployments;
    private final Fleet fleet;
    private final Routes routes;
    private final Domains domains;
    private final Wishes wishes;
    private final LogArchive logs;
    private final Statuses statuses;
    private final Scaling scaling;
    private final Removal removal;
    private final Sboms sboms;
    private final Turns turns;
    private final EventLog events;

    /** Works with these. */
    public StoredApps(
            Store store,
            Engine engine,
            Deployments deployments,
            Fleet fleet,
            Routes routes,
            Domains domains,
            Wishes wishes,
            LogArchive logs,
            Statuses statuses,
            Scaling scaling,
            Removal removal,
            Sboms sboms,
            Turns turns,
            EventLog events) {
        this.store = store;
        this.engine = engine;
        this.deployments = deployments;
        this.fleet = fleet;
        this.routes = routes;
        this.domains = domains;
        this.wishes = wishes;
        this.logs = logs;
        this.statuses = statuses;
        this.scaling = scaling;
        this.removal = removal;
        this.sboms = sboms;
        this.turns = turns;
        this.events = events;
    }

    @Override
    public AppStatus create(AppName name, Caller caller) {
        caller.require(Permission.OPERATE);
        if (store.findApp(name).isPresent()) {
            throw NuaException.conflict("There is an app '" + name + "' already: choose another name.");
        }
        domains.requireFree(routes.defaultDomain(name), name);
        store.save(App.named(name, Instant.now()));
        events.add("app.created", name, caller.name(), "App '" + name + "' was created.");
        return statuses.of(store.app(name));
    }

    @Override
    public List<AppStatus> list(Caller caller) {
        caller.require(Permission.VIEW);
        return statuses.all();
    }

    @Override
    public AppStatus get(AppName name, Caller caller) {
        caller.require(Permission.VIEW);
        return statuses.of(store.app(name));
    }

    @Override
    public AppStatus start(AppName name, Caller caller) {
        caller.require(Permission.OPERATE);
        AppStatus status = statuses.of(store.app(name));
        return status.state() == AppStatus.State.RUNNING ? status : again(name, caller);
    }

    @Override
    public AppStatus restart(AppName name, Caller caller) {
        caller.require(Permission.OPERATE);
        return again(name, caller);
    }

    /** Deploys the current release once more and waits for the end. */
    private AppStatus again(AppName name, Caller caller) {
        store.app(name);
        engine.info();
        Deployment row = deployments.start(name, new Source.Current(), Deployments.Options.NONE, caller);
        deployments.log(name, row.id(), true, line -> {}, caller);
        Deployment ended = deployments.get(name, row.id(), caller);
        if (ended.state() != Deployment.State.SUCCEEDED) {
            throw NuaException.rejected("App '" + name + "' was not started. " + ended.message());
        }
        return statuses.of(store.app(name));
    }

    @Override
    public AppStatus stop(AppName name, Caller caller) {
        return change(name, caller, "app.stopped", "was stopped", () -> {
            App app = store.app(name);
            store.save(app.withRunning(false));
            routes.apply();
            fleet.retire(name, fleet.list(name), port(app));
        });
    }

    @Override
    public AppStatus scale(AppName name, Map<String, Integer> containers, Caller caller) {
        return change(name, caller, "app.scaled", "was scaled to " + containers, () -> {
            App app = store.app(name);
            scaling.scale(app, current(app), containers);
        });
    }

    @Override
    public void destroy(AppName name, Caller caller) {
        caller.require(Permission.OPERATE);
        turns.now(name, () -> {
            removal.remove(store.app(name));
            events.add("app.destroyed", name, caller.name(), "App '" + name + "' was destroyed.");
            return name;
        });
    }

    @Override
    public List<Release> releases(AppName name, Caller caller) {
        caller.require(Permission.VIEW);
        return store.releases(store.app(name).name());
    }

    @Override
    public String sbom(AppName name, int release, Caller caller) {
        caller.require(Permission.VIEW);
        App app = store.app(name);
        return sboms.of(release == 0 ? current(app) : store.release(name, release));
    }

    @Override
    public Map<String, Secret> env(AppName name, Caller caller) {
        caller.require(Permission.VIEW);
        return store.app(name).env();
    }

    @Override
    public List<Deployment> changeEnv(AppName name, Map<String, Secret> set, Set<String> unset, Caller caller) {
        caller.require(Permission.OPERATE);
        set.keySet().forEach(StoredApps::requireVariable);
        App app = store.app(name);
        Map<String, Secret> env = new TreeMap<>(app.env());
        env.putAll(set);
        env.keySet().removeAll(unset);
        store.save(app.withEnv(env));
        events.add("app.configured", name, caller.name(), "Variables of '" + name + "' were changed.");
        if (app.release() == 0 || !app.running()) {
            return List.of();
        }
        return List.of(deployments.start(name, new Source.Current(), Deployments.Options.NONE, caller));
    }

    @Override
    public Map<String, Secret> buildSecrets(AppName name, Caller caller) {
        caller.require(Permission.OPERATE);
        return store.app(name).buildSecrets();
    }

    @Override
    public void changeBuildSecrets(AppName name, Map<String, Secret> set, Set<String> unset, Caller caller) {
        change(name, caller, "app.configured", "has other secrets for its builds", () -> {
            App app = store.app(name);
            store.save(app.withBuildSecrets(BuildSecrets.changed(app.buildSecrets(), set, unset)));
        });
    }

    static void requireVariable(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,254}")) {
            throw NuaException.badRequest("Variable '" + NuaException.excerpt(name)
                    + "' is not a name: use letters, digits and underscores, not starting with a digit.");
        }
    }

    @Override
    public List<Domain> domains(AppName name, Caller caller) {
        caller.require(Permission.VIEW);
        return routes.domains(store.app(name));
    }

    @Override
    public void addDomain(AppName name, Domain domain, Caller caller) {
        change(name, caller, "domain.added", "now answers at " + domain, () -> {
            App app = store.app(name);
            domains.requireFree(domain, name);
            if (!routes.domains(app).contains(domain)) {
                List<Domain> all = new ArrayList<>(app.domains());
                all.add(domain);
                store.save(app.withDomains(all));
                routes.apply();
            }
        });
    }

    @Override
    public void removeDomain(AppName name, Domain domain, Caller caller) {
        change(name, caller, "domain.removed", "no longer answers at " + domain, () -> {
            App app = store.app(name);
            if (domain.equals(routes.defaultDomain(name))) {
                throw NuaException.conflict(
                        domain + " is the default domain of '" + name + "' and stays as long as the app.");
            }
            List<Domain> all = new ArrayList<>(app.domains());
            if (!all.remove(domain)) {
                throw NuaException.notFound("App '" + name + "' has no domain " + domain + ".");
            }
            store.save(app.withDomains(all));
            routes.apply();
        });
    }

    @Override
    public void logs(AppName name, Instant since, boolean follow, LineSink to, Caller caller) {
        caller.require(Permission.VIEW);
        logs.read(store.app(name).name(), since, follow, to);
    }

    @Override
    public int run(
            AppName name, List<String> command, InputStream in, OutputStream out, Duration limit, Caller caller) {
        caller.require(Permission.OPERATE);
        Release release = current(store.app(name));
        events.add("app.ran", name, caller.name(), "A command was run in a new container of '" + name + "'.");
        return fleet.run(wishes.oneOff(release, "run", command), in, out, limit);
    }

    @Override
    public int exec(
            AppName name, List<String> command, InputStream in, OutputStream out, Duration limit, Caller caller) {
        caller.require(Permission.OPERATE);
        App app = store.app(name);
        Container container = fleet.list(name).stream()
                .filter(one -> one.running() && routes.serves(app, one))
                .findFirst()
                .orElseThrow(() ->
                        NuaException.conflict("No container of '" + name + "' runs: start it with: nua start " + name));
        events.add("app.ran", name, caller.name(), "A command was run in a container of '" + name + "'.");
        return engine.exec(container.name(), command, in, out, limit);
    }

    private AppStatus change(AppName name, Caller caller, String event, String told, Runnable work) {
        caller.require(Permission.OPERATE);
        store.app(name);
        Supplier<AppName> all = () -> {
            work.run();
            events.add(event, name, caller.name(), "App '" + name + "' " + told + ".");
            return name;
        };
        return statuses.of(store.app(turns.now(name, all)));
    }

    private Release current(App app) {
        return store.findRelease(app.name(), app.release())
                .orElseThrow(() -> NuaException.conflict("App '" + app.name()
                        + "' has no release yet: deploy it first with: nua deploy --app " + app.name()));
    }

    private int port(App app) {
        return store.findRelease(app.name(), app.release()).map(Release::port).orElse(1);
    }
}
