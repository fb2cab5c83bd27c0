package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployment.State;
import rocks.nua.api.app.Deployment.Step;
import rocks.nua.api.app.Deployments.Options;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Source;
import rocks.nua.api.router.Target;
import rocks.nua.testkit.FakeProgram;
import rocks.nua.testkit.Specs;

class DeployPathTest {
    private static final AppName SHOP = new AppName("shop");
    private static final Domain SHOP_DOMAIN = new Domain("shop.localhost");

    @TempDir
    Path home;

    private House house;

    @BeforeEach
    void open() {
        house = new House(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Target target() {
        return house.router.targets(SHOP_DOMAIN).get(0);
    }

    @Test
    void walksEveryStepAndEndsWithTheAddress() {
        Deployment done = house.deploy("shop", "one");

        assertEquals(State.SUCCEEDED, done.state());
        assertEquals(
                List.of(Step.values()), done.steps().stream().map(s -> s.step()).toList());
        assertEquals("http://shop.localhost:18080", house.log.get(house.log.size() - 1));
        assertEquals(1, house.router.targets(SHOP_DOMAIN).size());
        assertEquals(
                AppStatus.State.RUNNING,
                house.core.apps().get(SHOP, House.CALLER).state());
    }

    @Test
    void replacesTheOldContainerAfterTheSwitch() {
        house.deploy("shop", "one");
        Target first = target();

        house.deploy("shop", "two");

        assertNotEquals(first, target());
        House.await(() -> house.containers().size() == 1);
    }

    @Test
    void keepsServingTheOldReleaseWhenTheNextOneEnds() {
        house.deploy("shop", "one");
        Target first = target();
        house.engine.program(FakeProgram.exiting(3, "cannot find the database"));

        Deployment failed = house.deploy("shop", "two");

        assertEquals(State.FAILED, failed.state());
        assertTrue(failed.message().contains("Failed at PROBE"), failed.message());
        assertTrue(house.log.contains("    cannot find the database"), house.log.toString());
        assertEquals(first, target());
        assertEquals(1, house.containers().size());
        assertEquals(1, house.store.releases(SHOP).size());
        assertEquals(1, house.engine.images(Map.of()).size());
    }

    @Test
    void keepsServingTheOldReleaseWhenTheRouterIsAway() {
        house.deploy("shop", "one");
        int release = house.store.findApp(SHOP).orElseThrow().release();
        house.router.gone(true);

        assertEquals(State.FAILED, house.deploy("shop", "two").state());
        assertEquals(release, house.store.findApp(SHOP).orElseThrow().release());
    }

    @Test
    void leavesNothingOfAFirstDeployThatFails() {
        house.engine.failBuilds("npm ci failed. Its last lines:\none\n\ttwo");

        Deployment failed = house.deploy("shop", "one");

        assertTrue(failed.message().contains("Failed at BUILD: npm ci failed."), failed.message());
        assertTrue(
                house.log.contains("FAILED at BUILD: npm ci failed. Its last lines: one | two"), house.log.toString());
        assertEquals(List.of(), house.containers());
        assertEquals(List.of(), house.engine.networks(Map.of()));
        assertEquals(
                AppStatus.State.CREATED,
                house.core.apps().get(SHOP, House.CALLER).state());
    }

    @Test
    void saysWhatToAddWhenNobodyRecognisesTheSource() {
        Deployment failed = house.deploy("shop", new Source.Upload(House.tar(Map.of("notes.txt", "x"))));

        assertTrue(failed.message().contains("it holds notes.txt"), failed.message());
        assertTrue(failed.message().contains("Asked: any"), failed.message());
    }

    @Test
    void namesTheFeatureOfABuilderThatIsNotInstalled() {
        house.spec = Specs.of(new AppSpec.Build("cobol", List.of(), List.of(), List.of(), "", "", AppSpec.Origin.NONE));

        assertTrue(house.deploy("shop", "one").message().contains("nua-builder-cobol"));
    }

    @Test
    void writesThePlanAsAManifestUnlessThereIsOne() {
        var upload = new Source.Upload(House.tar(Map.of("app", "one")));
        var again = new Source.Upload(House.tar(Map.of("app", "one")));

        assertTrue(house.core.deployments().manifest(upload, House.CALLER).contains("builder = \"any\""));
        house.manifest = "nua-config.toml";
        var refused =
                assertThrows(NuaException.class, () -> house.core.deployments().manifest(again, House.CALLER));
        assertEquals(Kind.CONFLICT, refused.kind());
        assertTrue(refused.getMessage().contains("The folder has nua-config.toml"), refused.getMessage());
    }

    @Test
    void bringsTheSourceThatTheManifestNames() {
        var origin = new AppSpec.Origin("", "", "https://x.example/a.git", "");
        house.spec = Specs.of(new AppSpec.Build("", List.of(), List.of(), List.of(), "", "web", origin));
        house.git = (source, into, limit, lines) -> {
            try {
                Files.writeString(Files.createDirectory(into.resolve("web")).resolve("app"), "one");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return "0123";
        };
        var manifest = new Source.Upload(House.tar(Map.of("nua-config.toml", "x")));
        var again = new Source.Upload(House.tar(Map.of("nua-config.toml", "x")));

        assertEquals(
                "any", house.core.deployments().plan(SHOP, again, House.CALLER).builder());
        assertEquals(State.SUCCEEDED, house.deploy("shop", manifest).state(), house.log.toString());
    }

    @Test
    void aCommandUnderWayOutlivesADeployment() {
        house.deploy("shop", "one");
        List<String> during = new ArrayList<>();
        house.engine.commands((wish, command, in, out) -> {
            house.engine.ensure(wish);
            house.deploy("shop", "two");
            House.await(() -> house.containers().size() == 2);
            house.core.apps().scale(SHOP, Map.of("web", 1), House.CALLER);
            during.addAll(house.containers());
            house.engine.remove(wish.name(), Duration.ZERO);
            return 7;
        });

        int status = house.core
                .apps()
                .run(
                        SHOP,
                        List.of("sleep"),
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        Duration.ofSeconds(9),
                        House.CALLER);

        assertEquals(7, status);
        assertTrue(during.stream().anyMatch(name -> name.contains("-shop-run-")), during.toString());
    }

    @Test
    void goesBackToTheReleaseBefore() {
        house.deploy("shop", "one");
        house.deploy("shop", "two");
        Release first = house.store.findRelease(SHOP, 1).orElseThrow();

        Deployment back = house.deploy("shop", new Source.Earlier(0));

        assertEquals(State.SUCCEEDED, back.state());
        assertEquals(3, back.release());
        assertEquals(
                first.image(), house.store.findRelease(SHOP, 3).orElseThrow().image());
        assertThrows(NuaException.class, () -> house.deploy("shop", new Source.Earlier(99)));
    }

    @Test
    void aBrokenUploadLeavesNoTrace() {
        var broken = new Source.Upload(House.tar(Map.of("../evil", "x")));

        NuaException refused = assertThrows(NuaException.class, () -> house.deploy("shop", broken));

        assertEquals(Kind.BAD_REQUEST, refused.kind());
        assertTrue(house.store.apps().isEmpty());
        assertEquals(0, home.resolve("builds").toFile().list().length);
    }

    @Test
    void twoDeploysOfOneAppFollowEachOther() {
        List<Deployment> rows = new ArrayList<>();
        for (String content : List.of("one", "two", "three")) {
            var source = new Source.Upload(House.tar(Map.of("app", content)));
            rows.add(house.core.deployments().start(SHOP, source, Options.NONE, House.CALLER));
        }
        rows.replaceAll(house::ended);

        assertTrue(rows.stream().allMatch(row -> row.state() == State.SUCCEEDED));
        assertEquals(3, house.store.findApp(SHOP).orElseThrow().release());
    }

    @Test
    void variablesOfTheOwnerWinAndStartANewRelease() {
        house.spec = withEnv(Map.of(
                "GREETING", new AppSpec.EnvValue.Text("hello {NAME}"), "NAME", new AppSpec.EnvValue.Text("world")));
        house.deploy("shop", "one");
        assertEquals("hello world", env("GREETING"));

        var rows = house.core.apps().changeEnv(SHOP, Map.of("NAME", new Secret("nua")), Set.of(), House.CALLER);
        house.ended(rows.get(0));

        assertEquals("nua", env("NAME"));
        assertEquals("hello nua", env("GREETING"));
    }

    @Test
    void aRandomValueIsDrawnOnce() {
        house.spec = withEnv(Map.of("SECRET_KEY", new AppSpec.EnvValue.Random(24, false)));
        house.deploy("shop", "one");
        String drawn = env("SECRET_KEY");
        house.deploy("shop", "two");

        assertEquals(24, drawn.length());
        assertEquals(drawn, env("SECRET_KEY"));
    }

    @Test
    void aFailingReleaseCommandEndsTheDeploy() {
        house.deploy("shop", "one");
        Target first = target();
        house.spec = Specs.of(new AppSpec.Run(List.of(), List.of(), List.of("migrate"), List.of(), ""));
        var upload = new Source.Upload(House.tar(Map.of("app", "one")));
        assertTrue(house.core
                .deployments()
                .plan(SHOP, upload, House.CALLER)
                .changes()
                .contains("Before the switch runs: migrate"));
        house.engine.commands((wish, command, in, out) -> 7);

        Deployment failed = house.deploy("shop", "two");

        assertTrue(failed.message().contains("The release command 'migrate' ended with status 7"), failed.message());
        assertEquals(first, target());
    }

    @Test
    void commandsAfterTheStartRunInTheNewContainerBeforeItIsServed() {
        house.deploy("shop", "one");
        Target first = target();
        house.spec = Specs.of(new AppSpec.Run(List.of(), List.of(), List.of(), List.of("warm up"), ""));
        List<String> seen = new ArrayList<>();
        house.engine.commands((wish, command, in, out) -> {
            seen.add(command.get(2) + " in " + wish.aliases() + ", served: " + target().equals(first));
            return seen.size() == 1 ? 7 : 0;
        });

        Deployment failed = house.deploy("shop", "two");
        assertTrue(failed.message().contains("The post-run command 'warm up' ended with status 7"), failed.message());
        assertEquals(first, target());
        assertEquals(State.SUCCEEDED, house.deploy("shop", "two").state());
        assertNotEquals(first, target());
        assertEquals(List.of("warm up in [web], served: true", "warm up in [web], served: true"), seen);
    }

    @Test
    void aStoppedAppIsNotRoutedAndStartsAgain() {
        house.deploy("shop", "one");

        assertEquals(
                AppStatus.State.STOPPED,
                house.core.apps().stop(SHOP, House.CALLER).state());
        assertEquals(List.of(), house.router.targets(SHOP_DOMAIN));
        assertEquals(List.of(), house.containers());

        assertEquals(
                AppStatus.State.RUNNING,
                house.core.apps().start(SHOP, House.CALLER).state());
        assertEquals(1, house.router.targets(SHOP_DOMAIN).size());
    }

    @Test
    void scalesUpAndDown() {
        house.deploy("shop", "one");
        house.core.apps().scale(SHOP, Map.of("web", 3), House.CALLER);
        assertEquals(3, house.router.targets(SHOP_DOMAIN).size());
        house.core.apps().scale(SHOP, Map.of("web", 1), House.CALLER);
        assertEquals(1, house.router.targets(SHOP_DOMAIN).size());
        assertEquals(1, house.containers().size());
        assertThrows(NuaException.class, () -> house.core.apps().scale(SHOP, Map.of("cron", 1), House.CALLER));
    }

    @Test
    void aDomainBelongsToOneApp() {
        house.deploy("shop", "one");
        house.deploy("blog", "one");
        house.core.apps().addDomain(SHOP, new Domain("shop.example.org"), House.CALLER);

        var taken = assertThrows(
                NuaException.class,
                () -> house.core.apps().addDomain(new AppName("blog"), new Domain("shop.example.org"), House.CALLER));

        assertEquals(Kind.CONFLICT, taken.kind());
        assertEquals(1, house.router.targets(new Domain("shop.example.org")).size());
    }

    @Test
    void destroyLeavesNothing() {
        house.spec = withVolume(false);
        house.deploy("shop", "one");
        house.core.apps().destroy(SHOP, House.CALLER);

        assertEquals(List.of(), house.containers());
        assertEquals(List.of(), house.engine.volumes(Map.of()));
        assertEquals(List.of(), house.engine.networks(Map.of()));
        assertEquals(List.of(), house.engine.images(Map.of()));
        assertTrue(house.router.table().stream().noneMatch(route -> route.app().equals("shop")));
        assertFalse(home.resolve("apps").resolve("shop").toFile().exists());
    }

    @Test
    void destroyWinsOverContainersThatStillDrain() throws InterruptedException {
        house.deploy("shop", "one");
        Target first = target();
        house.router.connections(first, 1);
        house.deploy("shop", "two");
        assertEquals(2, house.containers().size());

        house.core.apps().destroy(SHOP, House.CALLER);
        house.router.connections(first, 0);
        Thread.sleep(300);

        assertEquals(List.of(), house.containers());
        assertFalse(home.resolve("apps").resolve("shop").toFile().exists());
    }

    @Test
    void requestsWaitWhileAnExclusiveVolumeChangesHands() {
        house.spec = withVolume(true);
        house.deploy("shop", "one");
        house.deploy("shop", "two");

        boolean held = house.router.tables().stream()
                .flatMap(List::stream)
                .anyMatch(route -> route.domain().equals(SHOP_DOMAIN) && route.hold());
        List<String> calls = house.engine.calls();
        int removed = calls.indexOf(calls.stream()
                .filter(call -> call.startsWith("remove nua-"))
                .findFirst()
                .orElseThrow());
        int started = calls.lastIndexOf(calls.stream()
                .filter(call -> call.startsWith("ensure ") && call.contains("web-r2"))
                .findFirst()
                .orElseThrow());
        assertTrue(held && removed < started, calls.toString());
        assertFalse(house.router.table().stream().anyMatch(route -> route.hold()));
    }

    @Test
    void outputOutlivesARedeploy() {
        house.deploy("shop", "one");
        house.engine.write(house.containers().get(0), "first words");
        house.deploy("shop", "two");
        House.await(() -> house.containers().size() == 1);
        List<String> lines = new ArrayList<>();
        house.core.apps().logs(SHOP, Instant.EPOCH, false, lines::add, House.CALLER);

        assertTrue(lines.stream().anyMatch(line -> line.endsWith("web-r1-1 first words")), lines.toString());
    }

    @Test
    void waitsForTheAppUntilItsStartPeriodIsOver() {
        house.spec = withHealth(new HealthCheck.Http("/", Duration.ofSeconds(1), Duration.ofMillis(300)));
        house.engine.program(FakeProgram.answering(500, "broken"));

        String message = house.deploy("shop", "one").message();

        assertTrue(message.contains("/ answers with HTTP status 500"), message);
    }

    @Test
    void repairsWhatIsMissingAndRemovesWhatIsNot() {
        house.deploy("shop", "one");
        String container = house.containers().get(0);
        house.engine.remove(container, Duration.ZERO);

        house.restart();

        assertEquals(List.of(container), house.containers());
        assertEquals(1, house.router.targets(SHOP_DOMAIN).size());
    }

    @Test
    void anErrorOfTheVirtualMachineEndsADeploymentOrARoundButNeitherThread() {
        house.deploy("shop", "one");
        house.engine.addresses(count -> {
            throw new NoClassDefFoundError("some/Part");
        });

        Deployment failed = house.deploy("shop", "two");
        house.engine.remove(house.containers().get(0), Duration.ZERO);
        house.restart();

        assertEquals(State.FAILED, failed.state());
        assertTrue(failed.message().contains("some/Part"), failed.message());
        assertEquals("degraded", house.core.platform().health());
    }

    @Test
    void endsWhatACrashInterrupted() {
        house.deploy("shop", "one");
        Deployment cutOff = house.store.add(
                new Deployment(0, SHOP, State.RUNNING, "upload", "local", List.of(), 0, "", Instant.now()));

        house.restart();
        House.await(() -> house.core.platform().health().equals("ready"));

        Deployment settled = house.store.findDeployment(SHOP, cutOff.id()).orElseThrow();
        assertEquals(State.FAILED, settled.state());
        assertTrue(settled.message().contains("interrupted"), settled.message());
        assertEquals(1, house.router.targets(SHOP_DOMAIN).size());
    }

    private String env(String name) {
        int release = house.store.findApp(SHOP).orElseThrow().release();
        return house.store
                .findRelease(SHOP, release)
                .orElseThrow()
                .env()
                .get(name)
                .reveal();
    }

    private static AppSpec withEnv(Map<String, AppSpec.EnvValue> env) {
        AppSpec e = AppSpec.EMPTY;
        return new AppSpec(
                e.metadata(),
                e.build(),
                e.run(),
                env,
                e.ports(),
                e.processes(),
                e.volumes(),
                e.providers(),
                e.health(),
                e.crons(),
                e.resources());
    }

    private static AppSpec withVolume(boolean exclusive) {
        AppSpec e = AppSpec.EMPTY;
        return new AppSpec(
                e.metadata(),
                e.build(),
                e.run(),
                e.env(),
                e.ports(),
                e.processes(),
                List.of(new AppSpec.Volume("data", "/data", exclusive)),
                e.providers(),
                e.health(),
                e.crons(),
                e.resources());
    }

    private static AppSpec withHealth(HealthCheck health) {
        AppSpec e = AppSpec.EMPTY;
        return new AppSpec(
                e.metadata(),
                e.build(),
                e.run(),
                e.env(),
                e.ports(),
                e.processes(),
                e.volumes(),
                e.providers(),
                health,
                e.crons(),
                e.resources());
    }
}
