package rocks.nua.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.Domain;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.PlanReport;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Source;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Housekeeping;
import rocks.nua.api.platform.Platform;

/** A platform with one app, {@code shop}, that remembers what it was asked for. */
final class FakeCore implements Apps, Deployments, Platform, Housekeeping {
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    final List<String> calls = new ArrayList<>();
    final Map<String, Secret> env =
            new TreeMap<>(Map.of("GREETING", new Secret("hello"), "DB_PASSWORD", new Secret("hunter2")));
    final Map<String, Secret> buildSecrets = new TreeMap<>();
    final List<Domain> domains = new ArrayList<>(List.of(new Domain("shop.localhost")));
    final CountDownLatch followInterrupted = new CountDownLatch(1);
    private volatile String health = "ready";

    void health(String word) {
        health = word;
    }

    @Override
    public AppStatus create(AppName app, Caller caller) {
        calls.add("create " + app + " by " + caller.name());
        return status(app.value());
    }

    @Override
    public List<AppStatus> list(Caller caller) {
        return List.of(status("shop"));
    }

    @Override
    public AppStatus get(AppName app, Caller caller) {
        if (app.value().equals("defect")) {
            throw new IllegalStateException("inner secret of the platform");
        }
        if (!app.value().equals("shop")) {
            throw NuaException.notFound("There is no app '" + app + "': 'nua apps' shows all.");
        }
        return status("shop");
    }

    @Override
    public AppStatus start(AppName app, Caller caller) {
        calls.add("start " + app);
        return get(app, caller);
    }

    @Override
    public AppStatus stop(AppName app, Caller caller) {
        calls.add("stop " + app);
        return get(app, caller);
    }

    @Override
    public AppStatus restart(AppName app, Caller caller) {
        calls.add("restart " + app);
        return get(app, caller);
    }

    @Override
    public AppStatus scale(AppName app, Map<String, Integer> containers, Caller caller) {
        calls.add("scale " + app + " " + containers);
        return get(app, caller);
    }

    @Override
    public void destroy(AppName app, Caller caller) {
        get(app, caller);
        calls.add("destroy " + app);
    }

    @Override
    public List<Release> releases(AppName app, Caller caller) {
        return List.of(new Release(
                app,
                1,
                new ImageRef("nua/shop:1"),
                "node",
                List.of("node", "app.js"),
                3000,
                env,
                AppSpec.EMPTY,
                "folder",
                NOON));
    }

    @Override
    public String sbom(AppName app, int release, Caller caller) {
        get(app, caller);
        return "{\"bomFormat\":\"CycloneDX\",\"release\":" + release + "}";
    }

    @Override
    public Map<String, Secret> env(AppName app, Caller caller) {
        return env;
    }

    @Override
    public List<Deployment> changeEnv(AppName app, Map<String, Secret> set, Set<String> unset, Caller caller) {
        env.putAll(set);
        unset.forEach(env::remove);
        return app.value().equals("shop") ? List.of(deployment(7)) : List.of();
    }

    @Override
    public Map<String, Secret> buildSecrets(AppName app, Caller caller) {
        return buildSecrets;
    }

    @Override
    public void changeBuildSecrets(AppName app, Map<String, Secret> set, Set<String> unset, Caller caller) {
        buildSecrets.putAll(set);
        unset.forEach(buildSecrets::remove);
    }

    @Override
    public List<Domain> domains(AppName app, Caller caller) {
        return domains;
    }

    @Override
    public void addDomain(AppName app, Domain domain, Caller caller) {
        domains.add(domain);
    }

    @Override
    public void removeDomain(AppName app, Domain domain, Caller caller) {
        domains.remove(domain);
    }

    @Override
    public void logs(AppName app, Instant since, boolean follow, LineSink to, Caller caller) {
        get(app, caller);
        to.line(NOON + " web.1 one");
        to.line(NOON + " web.1 two");
        if (follow) {
            waitForEver();
        }
    }

    @Override
    public int run(AppName app, List<String> command, InputStream in, OutputStream out, Duration limit, Caller caller) {
        get(app, caller);
        try {
            out.write((command + " ").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 3;
    }

    @Override
    public int exec(
            AppName app, List<String> command, InputStream in, OutputStream out, Duration limit, Caller caller) {
        throw NuaException.conflict("No container of '" + app + "' runs: start it.");
    }

    @Override
    public Deployment start(AppName app, Source source, Options options, Caller caller) {
        if (source instanceof Source.Upload upload) {
            try {
                calls.add("upload of " + upload.archive().transferTo(OutputStream.nullOutputStream()) + " bytes");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            calls.add("deploy " + source);
        }
        options.env().forEach((name, value) -> calls.add("env " + name + "=" + value.reveal()));
        options.domains().forEach(domain -> calls.add("domain " + domain));
        return deployment(7);
    }

    @Override
    public Deployment get(AppName app, long id, Caller caller) {
        if (id != 7) {
            throw NuaException.notFound("'" + app + "' has no deployment " + id + ".");
        }
        return deployment(id);
    }

    @Override
    public List<Deployment> list(AppName app, Caller caller) {
        return List.of(deployment(7));
    }

    @Override
    public void log(AppName app, long id, boolean follow, LineSink to, Caller caller) {
        get(app, id, caller);
        to.line("FETCH    0.01s  12 files");
        to.line("http://shop.localhost");
    }

    @Override
    public PlanReport plan(AppName app, Source source, Caller caller) {
        start(app, source, Options.NONE, caller);
        return new PlanReport(app.value(), "node", List.of("There is a package.json."), "FROM x", List.of(), List.of());
    }

    @Override
    public String manifest(Source source, Caller caller) {
        start(new AppName("planned"), source, Options.NONE, caller);
        return "format = 1\n";
    }

    @Override
    public String health() {
        return health;
    }

    @Override
    public Status status(Caller caller) {
        return new Status("0.1", "ready", "", "docker 20.10", "localhost", 2, 1, List.of("node"), 200L << 20);
    }

    @Override
    public List<Check> doctor(Caller caller) {
        return List.of(new Check("engine", false, "No answer.", "Start it."));
    }

    @Override
    public List<BuilderInfo> builders(Caller caller) {
        return List.of(new BuilderInfo("node", 100, "rocks.nua.builder-node 0.1"));
    }

    @Override
    public List<Event> events(int most, Caller caller) {
        return List.of(event());
    }

    @Override
    public void follow(Consumer<Event> to, Caller caller) {
        to.accept(event());
        waitForEver();
    }

    @Override
    public Optional<Caller> authenticate(Secret token) {
        return switch (token.reveal()) {
            case "admin" -> Optional.of(new Caller("anna", Set.of(Permission.values())));
            case "viewer" -> Optional.of(new Caller("vera", Set.of(Permission.VIEW)));
            default -> Optional.empty();
        };
    }

    @Override
    public List<BaseImage> bases(Caller caller) {
        String digest = "sha256:0123456789abcdef";
        return List.of(new BaseImage(
                "nua/base:trixie", digest, "here", 80L << 20, List.of("shop"), List.of("old"), List.of("db")));
    }

    @Override
    public List<BaseImage> refreshBases(Caller caller) {
        calls.add("refresh");
        return bases(caller);
    }

    @Override
    public Pruned prune(Caller caller) {
        return new Pruned(3, 5L << 20);
    }

    static AppStatus status(String name) {
        return new AppStatus(
                name,
                AppStatus.State.RUNNING,
                3,
                "node",
                "folder",
                "http://" + name + ".localhost",
                List.of(name + ".localhost"),
                List.of(new AppStatus.ContainerStatus("nua-shop-web-1", "web", 3, "running")),
                NOON);
    }

    static Deployment deployment(long id) {
        var fetch = new Deployment.TimedStep(Deployment.Step.FETCH, NOON, Duration.ofMillis(1500));
        return new Deployment(
                id,
                new AppName("shop"),
                Deployment.State.SUCCEEDED,
                "folder",
                "anna",
                List.of(fetch),
                3,
                "http://shop.localhost",
                NOON);
    }

    private static Event event() {
        return new Event(1, NOON, "app.stopped", "shop", "anna", "Stopped.");
    }

    private void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            followInterrupted.countDown();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
