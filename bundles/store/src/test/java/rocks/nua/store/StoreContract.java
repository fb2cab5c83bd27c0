package rocks.nua.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Domain;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Resources;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Token;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Link.Login;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.store.Store;

/** What every store does. */
abstract class StoreContract {
    static final AppName SHOP = new AppName("shop");
    static final AppName BLOG = new AppName("blog");
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890123Z");

    static final AppSpec SPEC = new AppSpec(
            new AppSpec.Metadata(
                    "shop", "1.2", "Shop", "sells", "Sells things", "Ada", "https://x.example", "MIT", List.of("web")),
            new AppSpec.Build(
                    "node",
                    "22",
                    List.of("gcc"),
                    List.of("make"),
                    List.of("make test"),
                    "",
                    "src",
                    new AppSpec.Origin("https://x.example/a.tgz", "ab", "", ""),
                    List.of("flask"),
                    "docker/Dockerfile"),
            new AppSpec.Run(List.of("libpq5"), List.of("node ."), List.of("migrate"), List.of("warm"), "www", true),
            Map.of(
                    "A", new AppSpec.EnvValue.Text("{B} c"),
                    "B", new AppSpec.EnvValue.From("db", "url"),
                    "C", new AppSpec.EnvValue.Random(24, true, true, true),
                    "D", new AppSpec.EnvValue.Unique("db"),
                    "E", new AppSpec.EnvValue.ExternalIp()),
            Map.of("web", new AppSpec.Port(3000)),
            List.of(new AppSpec.Process("worker", "node worker", 2)),
            List.of(new AppSpec.Volume("data", "/data", true), new AppSpec.Volume("m", "/m", false, 9)),
            List.of(new AppSpec.Provider("db", "postgres", ">=15")),
            new HealthCheck.Http("/health?x=1", Duration.ofMillis(1500), Duration.ofSeconds(60)),
            List.of(new AppSpec.Cron("clean", "0 3 * * *", "node clean")),
            new Resources(64L << 20, 0.25, 100));

    @Test
    void keepsServicesAndWhatAppsHoldOfThem() {
        Store store = store();
        ServiceName db = new ServiceName("db");
        assertEquals(Optional.empty(), store.findService(db));
        Service service = new Service(db, "postgres", "15", 1, 0, NOW);
        store.add(service);
        assertEquals(List.of(service), store.services());
        store.update(service.at("17", 2).exposed(5432));
        assertEquals(new Service(db, "postgres", "17", 2, 5432, NOW), store.service(db));
        Link shop = new Link(db, SHOP, "shop", new Login("shop", new Secret("one")), Login.NONE, true);
        store.save(shop);
        store.save(new Link(db, BLOG, "blog", new Login("blog", new Secret("two")), Login.NONE, false));
        assertEquals(
                List.of(BLOG, SHOP), store.links(db).stream().map(Link::app).toList());
        assertEquals(List.of(shop), store.links(SHOP));
        assertEquals("one", store.links(SHOP).get(0).login().password().reveal());
        assertEquals(List.of(), store.links(BLOG));
        Link rotated = shop.rotated(new Login("shop_", new Secret("three")));
        store.save(rotated);
        assertEquals(List.of(rotated), store.links(SHOP));
        assertEquals("one", store.links(SHOP).get(0).former().password().reveal());
        store.save(rotated.closed());
        assertEquals(List.of(), store.links(SHOP));
        store.removeService(db);
        assertEquals(List.of(), store.links(db));
        assertEquals(
                NuaException.Kind.NOT_FOUND,
                assertThrows(NuaException.class, () -> store.service(db)).kind());
    }

    @Test
    void keepsTheLatestUpgradeOfAService() {
        Store store = store();
        ServiceName db = new ServiceName("db");
        store.add(new Service(db, "postgres", "15", 1, 0, NOW));
        assertEquals(Optional.empty(), store.findUpgrade(db));
        Upgrade begun = new Upgrade(db, "15", 1, "17", 2, Upgrade.State.RUNNING, Upgrade.Step.START, "", NOW);
        store.save(begun);
        store.save(begun.at(Upgrade.Step.SWITCH).now(Upgrade.State.UNCONFIRMED, "Done."));
        assertEquals(
                Optional.of(new Upgrade(
                        db, "15", 1, "17", 2, Upgrade.State.UNCONFIRMED, Upgrade.Step.SWITCH, "Done.", NOW)),
                store.findUpgrade(db));
        store.removeUpgrade(db);
        store.removeUpgrade(db);
        assertEquals(Optional.empty(), store.findUpgrade(db));
        store.save(begun);
        store.removeService(db);
        assertEquals(Optional.empty(), store.findUpgrade(db));
    }

    /** A store that holds nothing. */
    abstract Store store();

    static App app(AppName name) {
        return new App(
                name,
                true,
                2,
                Map.of("web", 2),
                Map.of("DATABASE_URL", new Secret("postgres://u:p@h/d"), "EMPTY", new Secret("")),
                Map.of("NPM_TOKEN", new Secret("sesame")),
                List.of(new Domain("b.example.org"), new Domain("a.example.org")),
                NOW);
    }

    static Release release(AppName app) {
        return new Release(
                app,
                99,
                new ImageRef("sha256:" + "0a".repeat(32)),
                "node",
                List.of("node", "server.js"),
                3000,
                Map.of("PASSWORD", new Secret("p\u00e4ss\n\"word\"")),
                SPEC,
                "upload",
                NOW);
    }

    static Deployment deployment(AppName app, Deployment.State state) {
        return new Deployment(
                0,
                app,
                state,
                "upload",
                "admin",
                List.of(new Deployment.TimedStep(Deployment.Step.FETCH, NOW, Duration.ofMillis(1234))),
                0,
                "",
                NOW);
    }

    static Event event(String message) {
        return new Event(0, NOW, "app.stopped", "shop", "admin", message);
    }

    @Test
    void platformIdIsAWordThatStays() {
        String id = store().platformId();
        assertTrue(id.matches("[a-z0-9]{6,16}"), id);
        assertEquals(id, store().platformId());
    }

    @Test
    void appsComeBackAsTheyWereByName() {
        store().save(app(SHOP));
        store().save(App.named(BLOG, NOW));
        assertEquals(List.of(App.named(BLOG, NOW), app(SHOP)), store().apps());
        assertEquals(Optional.of(app(SHOP)), store().findApp(SHOP));
        assertEquals(Optional.empty(), store().findApp(new AppName("other")));
    }

    @Test
    void savingAgainChangesTheAppOnly() {
        store().save(app(SHOP));
        store().add(release(SHOP));
        store().add(deployment(SHOP, Deployment.State.QUEUED));
        App changed = app(SHOP).withRunning(false).withRelease(1).withEnv(Map.of("X", new Secret("y")));
        store().save(changed);
        assertEquals(List.of(changed), store().apps());
        assertEquals(1, store().releases(SHOP).size());
        assertEquals(1, store().deployments(SHOP).size());
    }

    @Test
    void releasesComeBackAsTheyWereNewestFirst() {
        store().save(app(SHOP));
        Release first = store().add(release(SHOP));
        Release second = store().add(release(SHOP));
        assertEquals(List.of(1, 2), List.of(first.number(), second.number()));
        assertEquals(List.of(second, first), store().releases(SHOP));
        assertEquals(Optional.of(first), store().findRelease(SHOP, 1));
        assertEquals(SPEC, first.spec());
        assertEquals(release(SHOP).env(), first.env());
        assertEquals(Optional.empty(), store().findRelease(SHOP, 3));
        assertEquals(Optional.empty(), store().findRelease(BLOG, 1));
    }

    @Test
    void everyKindOfHealthCheckComesBack() {
        store().save(app(SHOP));
        List<HealthCheck> kinds = List.of(
                new HealthCheck.Conventional(),
                new HealthCheck.Http("/", Duration.ofSeconds(1), Duration.ofMinutes(2)),
                new HealthCheck.Exec("test -f /x", Duration.ofNanos(1), Duration.ZERO));
        for (HealthCheck health : kinds) {
            AppSpec spec = new AppSpec(
                    SPEC.metadata(),
                    SPEC.build(),
                    SPEC.run(),
                    SPEC.env(),
                    SPEC.ports(),
                    SPEC.processes(),
                    SPEC.volumes(),
                    SPEC.providers(),
                    health,
                    SPEC.crons(),
                    SPEC.resources());
            Release asked = release(SHOP);
            int number = store().add(new Release(
                            SHOP, 0, asked.image(), "node", asked.start(), 80, asked.env(), spec, "git", NOW))
                    .number();
            assertEquals(spec, store().findRelease(SHOP, number).orElseThrow().spec());
        }
    }

    @Test
    void theOrderOfTheEnvironmentInTheManifestIsKept() {
        store().save(app(SHOP));
        Map<String, AppSpec.EnvValue> env = new java.util.LinkedHashMap<>();
        for (String name : List.of("Z", "A", "M", "B")) {
            env.put(name, new AppSpec.EnvValue.Text(name));
        }
        AppSpec spec = new AppSpec(
                SPEC.metadata(),
                SPEC.build(),
                SPEC.run(),
                env,
                SPEC.ports(),
                SPEC.processes(),
                SPEC.volumes(),
                SPEC.providers(),
                SPEC.health(),
                SPEC.crons(),
                SPEC.resources());
        Release asked = release(SHOP);
        store().add(new Release(SHOP, 0, asked.image(), "node", asked.start(), 80, asked.env(), spec, "git", NOW));
        assertEquals(
                List.of("Z", "A", "M", "B"),
                List.copyOf(
                        store().findRelease(SHOP, 1).orElseThrow().spec().env().keySet()));
    }

    @Test
    void aReleaseNumberIsNeverUsedTwice() {
        store().save(app(SHOP));
        store().add(release(SHOP));
        store().add(release(SHOP));
        store().removeRelease(SHOP, 2);
        store().removeRelease(SHOP, 7);
        store().save(app(SHOP));
        assertEquals(3, store().add(release(SHOP)).number());
        assertEquals(
                List.of(3, 1),
                store().releases(SHOP).stream().map(Release::number).toList());
    }

    @Test
    void deploymentsComeBackAsTheyWereNewestFirst() {
        store().save(app(SHOP));
        store().save(app(BLOG));
        Deployment first = store().add(deployment(SHOP, Deployment.State.QUEUED));
        Deployment other = store().add(deployment(BLOG, Deployment.State.QUEUED));
        Deployment last = store().add(deployment(SHOP, Deployment.State.QUEUED));
        assertTrue(first.id() > 0 && first.id() < other.id() && other.id() < last.id());
        assertEquals(List.of(last, first), store().deployments(SHOP));
        assertEquals(Optional.of(other), store().findDeployment(BLOG, other.id()));
        assertEquals(Optional.empty(), store().findDeployment(SHOP, other.id()));
    }

    @Test
    void anUpdatedDeploymentIsAsWritten() {
        store().save(app(SHOP));
        Deployment added = store().add(deployment(SHOP, Deployment.State.QUEUED));
        Deployment ended = new Deployment(
                added.id(),
                SHOP,
                Deployment.State.FAILED,
                "upload",
                "admin",
                List.of(
                        new Deployment.TimedStep(Deployment.Step.FETCH, NOW, Duration.ofMillis(5)),
                        new Deployment.TimedStep(Deployment.Step.BUILD, NOW.plusSeconds(1), Duration.ofSeconds(61))),
                4,
                "It did not start.",
                NOW);
        store().update(ended);
        assertEquals(List.of(ended), store().deployments(SHOP));
    }

    @Test
    void unfinishedAreOldestFirst() {
        store().save(app(SHOP));
        store().save(app(BLOG));
        Deployment queued = store().add(deployment(SHOP, Deployment.State.QUEUED));
        Deployment running = store().add(deployment(BLOG, Deployment.State.RUNNING));
        store().add(deployment(SHOP, Deployment.State.SUCCEEDED));
        store().add(deployment(SHOP, Deployment.State.FAILED));
        assertEquals(List.of(queued, running), store().unfinished());
    }

    @Test
    void atMostAHundredDeploymentsAreListed() {
        store().save(app(SHOP));
        long last = 0;
        for (int i = 0; i < 103; i++) {
            last = store().add(deployment(SHOP, Deployment.State.SUCCEEDED)).id();
        }
        List<Deployment> listed = store().deployments(SHOP);
        assertEquals(100, listed.size());
        assertEquals(last, listed.get(0).id());
    }

    @Test
    void aRemovedAppTakesItsHistoryAlong() {
        store().save(app(SHOP));
        store().save(app(BLOG));
        store().add(release(SHOP));
        Release kept = store().add(release(BLOG));
        Deployment gone = store().add(deployment(SHOP, Deployment.State.RUNNING));
        store().removeApp(SHOP);
        store().removeApp(new AppName("never-was"));
        assertEquals(Optional.empty(), store().findApp(SHOP));
        assertEquals(List.of(), store().releases(SHOP));
        assertEquals(List.of(), store().deployments(SHOP));
        assertEquals(List.of(), store().unfinished());
        assertEquals(List.of(kept), store().releases(BLOG));
        store().update(gone);
        assertEquals(List.of(), store().unfinished());
        store().save(app(SHOP));
        assertEquals(1, store().add(release(SHOP)).number());
        assertTrue(store().add(deployment(SHOP, Deployment.State.QUEUED)).id() > gone.id());
    }

    @Test
    void withoutAnAppThereIsNoReleaseOrDeployment() {
        NuaException noRelease =
                org.junit.jupiter.api.Assertions.assertThrows(NuaException.class, () -> store().add(release(SHOP)));
        NuaException noDeployment = org.junit.jupiter.api.Assertions.assertThrows(
                NuaException.class, () -> store().add(deployment(SHOP, Deployment.State.QUEUED)));
        assertEquals(NuaException.Kind.NOT_FOUND, noRelease.kind());
        assertEquals(NuaException.Kind.NOT_FOUND, noDeployment.kind());
    }

    @Test
    void theNewestEventsAreOldestFirst() {
        for (String message : List.of("one", "two", "three")) {
            store().add(event(message));
        }
        List<Event> events = store().events(2);
        assertEquals(
                List.of("two", "three"), events.stream().map(Event::message).toList());
        assertTrue(events.get(0).id() < events.get(1).id());
        assertEquals(new Event(events.get(1).id(), NOW, "app.stopped", "shop", "admin", "three"), events.get(1));
        assertEquals(List.of(), store().events(0));
    }

    @Test
    void tokensAreFoundByTheirDigest() {
        Token admin = new Token("admin", "d1", Set.of(Caller.Permission.values()), NOW);
        Token reader = new Token("reader", "d2", Set.of(Caller.Permission.VIEW), NOW);
        store().save(reader);
        store().save(admin);
        assertEquals(Optional.of(reader), store().findToken("d2"));
        assertEquals(Optional.empty(), store().findToken("d3"));
        assertEquals(List.of(admin, reader), store().tokens());
        store().save(new Token("admin", "d4", Set.of(), NOW));
        assertFalse(store().findToken("d1").isPresent());
        assertEquals(2, store().tokens().size());
    }

    @Test
    void manyThreadsWriteAndRead() throws Exception {
        store().save(app(SHOP));
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> numbers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                numbers.add(pool.submit(() -> {
                    store().apps();
                    int number = store().add(release(SHOP)).number();
                    assertTrue(store().findRelease(SHOP, number).isPresent());
                    return number;
                }));
            }
            Set<Integer> all = new java.util.TreeSet<>();
            for (Future<Integer> number : numbers) {
                all.add(number.get());
            }
            assertEquals(40, all.size());
            assertEquals(40, store().releases(SHOP).size());
        } finally {
            pool.shutdownNow();
        }
    }
}
