package rocks.nua.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments.Options;
import rocks.nua.api.app.Source;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Link.Login;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;
import rocks.nua.api.service.Services.Fact;
import rocks.nua.core.source.Workspace;

/** The life of a backing service, with a kind that only notes what it is told. */
class ServicesTest {
    private static final ServiceName DB = new ServiceName("db");
    private static final AppName SHOP = new AppName("shop");
    private static final String SERVER = "nua-fake-service-db";

    private final Notes notes = new Notes();
    private House house;
    private Services services;

    @BeforeEach
    void open(@TempDir Path home) {
        house = new House(home);
        house.plugins.addService(new NoteService(), Map.of("nua.plugin.name", "note"));
        house.engine.commands(notes);
        services = house.core.services();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void linksAnAppAndGivesItTheVariables() {
        house.deploy("shop", "one");
        assertEquals("running", create().state());
        List<Deployment> begun = services.link(DB, SHOP, House.CALLER);
        assertEquals(Deployment.State.SUCCEEDED, house.ended(begun.get(0)).state());
        assertTrue(env("NOTE_URL").matches("note://shop:[A-Za-z0-9]{32}@db"), env("NOTE_URL"));
        assertEquals(List.of("shop"), services.get(DB, House.CALLER).apps());
        assertThrows(NuaException.class, () -> services.link(DB, SHOP, House.CALLER));

        house.ended(services.unlink(DB, SHOP, House.CALLER).get(0));
        assertFalse(
                house.store.release(SHOP, house.store.app(SHOP).release()).env().containsKey("NOTE_URL"));
        assertEquals(List.of("bind shop", "unbind shop"), notes.said);
    }

    @Test
    void anAppThatACrashKeptFromItsVariablesGetsThemLater() {
        house.deploy("shop", "one");
        create();
        Path changes = house.home.resolve("changes");
        house.restart(() -> {
            house.store.save(new Link(DB, SHOP, "shop", new Login("shop", new Secret("drawn")), Login.NONE, true));
            List.of("shop", "gone").forEach(app -> mark(changes.resolve(app)));
        });
        House.await(() -> Objects.requireNonNull(changes.toFile().list()).length == 0);
        assertEquals("note://shop:drawn@db", env("NOTE_URL"));
    }

    private static void mark(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAppThatIsCalledLikeTheServersOwnUserGetsAnotherName() {
        house.deploy("postgres", "one");
        create();
        house.ended(services.link(DB, new AppName("postgres"), House.CALLER).get(0));
        assertEquals(List.of("bind app__postgres"), notes.said);
    }

    @Test
    void makesWhatTheManifestAsksFor() {
        house.spec = withProvider("note", "<2");
        assertEquals(Deployment.State.SUCCEEDED, house.deploy("shop", "one").state());
        assertTrue(env("NOTE_URL").endsWith("@shop-db"));
        String first = env("NOTE_URL");
        assertEquals(Deployment.State.SUCCEEDED, house.deploy("shop", "two").state());
        assertEquals(first, env("NOTE_URL"));
        assertEquals("1", services.get(new ServiceName("shop-db"), House.CALLER).version());

        house.core.apps().destroy(SHOP, House.CALLER);
        assertEquals(
                List.of(),
                services.get(new ServiceName("shop-db"), House.CALLER).apps());
    }

    @Test
    void whatNobodyOffersIsOneSentence() {
        house.spec = withProvider("oracle", "");
        assertTrue(house.deploy("shop", "one")
                .message()
                .startsWith("Failed at PLAN: No plugin of this platform offers the backing service 'oracle'"));
        house.spec = withProvider("note", ">=3");
        assertTrue(house.deploy("shop", "one").message().contains("not offered in version '>=3': choose one of 2, 1."));
        assertEquals(List.of(), services.list(House.CALLER));
        assertEquals(List.of(), house.containers());
    }

    @ParameterizedTest
    @CsvSource({"1+,1", "1.4+,1", "0.9+,1", "2.7+,2"})
    void theNearestVersionWillDo(String wanted, String made) {
        house.spec = withProvider("note", wanted);

        String asked = wanted.replace("+", "");
        assertTrue(house.core.deployments().plan(SHOP, upload(), House.CALLER).changes().stream()
                .anyMatch(("Service 'shop-db' (note " + made + (asked.startsWith(made) ? "" : " for " + asked)
                        + ") is made and linked.")::equals));
        assertEquals(Deployment.State.SUCCEEDED, house.deploy("shop", "one").state());
        assertEquals(
                made, services.get(new ServiceName("shop-db"), House.CALLER).version());
    }

    @Test
    void dumpsAndRestores() throws Exception {
        house.deploy("shop", "one");
        create();
        house.ended(services.link(DB, SHOP, House.CALLER).get(0));
        notes.texts.put(SERVER + " shop", "all of it");
        Services.Dump dump = services.dump(DB, SHOP, House.CALLER);
        assertEquals("shop", dump.app());
        assertEquals(9, dump.sizeBytes());
        services.restore(DB, dump.id(), House.CALLER);
        assertEquals("restore shop", notes.said.get(notes.said.size() - 1));

        notes.failing = "dump";
        assertThrows(NuaException.class, () -> services.dump(DB, SHOP, House.CALLER));
        assertEquals(List.of(dump), services.dumps(DB, note -> {}, House.CALLER));
        try (var files = Files.list(house.home.resolve("services/db/dumps"))) {
            assertEquals(1, files.count());
        }
        notes.failing = "none";
        Files.writeString(house.home.resolve("services/db/dumps/" + dump.id() + ".dump"), "all of IT");
        String told = assertThrows(NuaException.class, () -> services.restore(DB, dump.id(), House.CALLER))
                .getMessage();
        assertTrue(told.contains("is damaged"), told);
        Files.writeString(house.home.resolve("services/db/dumps/shop.half"), "all");
        house.restart();
        assertFalse(Files.exists(house.home.resolve("services/db/dumps/shop.half")));
        services = house.core.services();
        assertThrows(NuaException.class, () -> services.restore(DB, "shop.nothing", House.CALLER));
    }

    @Test
    void destroysOnlyWhatNobodyUsesAndKeepsALastDump() {
        house.deploy("shop", "one");
        create();
        house.ended(services.link(DB, SHOP, House.CALLER).get(0));
        assertThrows(NuaException.class, () -> services.destroy(DB, House.CALLER));
        house.ended(services.unlink(DB, SHOP, House.CALLER).get(0));
        services.destroy(DB, House.CALLER);
        assertEquals(List.of(), services.list(House.CALLER));
        assertEquals(1, services.dumps(DB, note -> {}, House.CALLER).size());
        assertTrue(house.containers().stream().noneMatch(name -> name.contains("service")));
    }

    @Test
    void rotatesWithoutShuttingOutWhatStillRuns() {
        linked();
        String before = env("NOTE_URL");
        Deployment begun = services.rotate(DB, SHOP, House.CALLER).get(0);
        assertEquals(Deployment.State.SUCCEEDED, house.ended(begun).state());
        assertTrue(env("NOTE_URL").startsWith("note://shop_:"), env("NOTE_URL"));
        assertThrows(NuaException.class, () -> services.rotate(DB, SHOP, House.CALLER));
        settled();
        assertEquals(Set.of("shop_"), notes.users.get(SERVER));

        int release = house.store.app(SHOP).release();
        house.ended(house.core.deployments().start(SHOP, new Source.Earlier(release - 1), Options.NONE, House.CALLER));
        assertTrue(env("NOTE_URL").startsWith("note://shop_:"), "rolled back to credentials of today");
        assertFalse(env("NOTE_URL").equals(before));
    }

    @Test
    void anAppThatDoesNotGetItsNextCredentialsKeepsTheFormer() {
        linked();
        String before = env("NOTE_URL");
        house.store.save(
                house.store.app(SHOP).withEnv(Map.of("NOTE_URL", new Secret("by hand"), "NOTE_USER", new Secret("x"))));
        house.ended(services.rotate(DB, SHOP, House.CALLER).get(0));
        settled();
        assertEquals(Set.of("shop"), notes.users.get(SERVER));
        house.store.save(house.store.app(SHOP).withEnv(Map.of()));
        house.ended(house.core.deployments().start(SHOP, new Source.Current(), Options.NONE, House.CALLER));
        assertEquals(before, env("NOTE_URL"));
    }

    @Test
    void aDeploymentThatFailsLeavesTheFormerCredentialsInForce() {
        linked();
        String before = env("NOTE_URL");
        house.router.gone(true);
        Deployment begun = services.rotate(DB, SHOP, House.CALLER).get(0);
        assertEquals(Deployment.State.FAILED, house.ended(begun).state());
        assertEquals(before, env("NOTE_URL"));
        assertTrue(notes.users.get(SERVER).contains("shop"));
        house.router.gone(false);
        settled();
        assertEquals(Set.of("shop"), notes.users.get(SERVER));
        house.ended(services.rotate(DB, SHOP, House.CALLER).get(0));
        assertTrue(env("NOTE_URL").startsWith("note://shop_:"), env("NOTE_URL"));
    }

    @Test
    void aServerThatLetsNobodyElseInChangesNothing() {
        linked();
        notes.failing = "bind";
        assertThrows(NuaException.class, () -> services.rotate(DB, SHOP, House.CALLER));
        assertTrue(house.store.links(SHOP).get(0).former().none());
        assertEquals(Set.of("shop"), notes.users.get(SERVER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "dump", "restore"})
    void aCopyThatIsCutOffLeavesNothing(String hanging) throws InterruptedException {
        linked();
        var twin = new ServiceName("twin");
        notes.hanging = hanging;
        cutOff(() -> services.copy(DB, twin, House.CALLER));
        assertEquals(List.of(DB.value()), names());
        assertEquals(List.of(SERVER), servers());
        assertEquals(List.of(), house.engine.volumes(Map.of("nua.service", "twin")));
        services.copy(DB, twin, House.CALLER);
        assertEquals(List.of("db", "twin"), names());
        house.restart();
        services = house.core.services();
        assertEquals(List.of("db", "twin"), names());
    }

    @Test
    void aRotationThatIsCutOffLeavesTheFormerCredentials() throws InterruptedException {
        linked();
        String before = env("NOTE_URL");
        notes.hanging = "bind";
        cutOff(() -> services.rotate(DB, SHOP, House.CALLER));
        assertEquals(before, env("NOTE_URL"));
        assertEquals(Set.of("shop"), notes.users.get(SERVER));
        house.ended(services.rotate(DB, SHOP, House.CALLER).get(0));
        assertTrue(env("NOTE_URL").startsWith("note://shop_:"), env("NOTE_URL"));
    }

    @Test
    void aUserWhomNobodyWroteDownIsShutOutAtTheNextStart() throws InterruptedException {
        house.deploy("shop", "one");
        create();
        notes.hanging = "after bind";
        cutOff(() -> services.link(DB, SHOP, House.CALLER));
        assertEquals(Set.of(), notes.users.get(SERVER));
        assertEquals(List.of("bind shop", "bind shop", "unbind shop"), notes.said);
        assertEquals(List.of(), services.get(DB, House.CALLER).apps());
        house.restart();
        services = house.core.services();
        assertEquals(3, notes.said.size(), "it is settled once");
        House.await(() -> new Workspace(house.home).changedApps().isEmpty()
                && house.store.deployments(SHOP).stream()
                        .allMatch(deployment -> deployment.state().ended()));
        house.ended(services.link(DB, SHOP, House.CALLER).get(0));
        assertEquals(Set.of("shop"), notes.users.get(SERVER));
    }

    @Test
    void aSecondUserWhomNobodyWroteDownIsShutOutToo() throws InterruptedException {
        linked();
        notes.hanging = "after bind";
        cutOff(() -> services.rotate(DB, SHOP, House.CALLER));
        assertEquals(Set.of("shop"), notes.users.get(SERVER));
        assertEquals(List.of("shop"), services.get(DB, House.CALLER).apps());
    }

    @Test
    void aRestoreThatIsCutOffLetsNobodyIn() throws InterruptedException {
        linked();
        notes.texts.put(SERVER + " shop", "all of it");
        Services.Dump dump = services.dump(DB, SHOP, House.CALLER);
        house.ended(services.unlink(DB, SHOP, House.CALLER).get(0));
        notes.hanging = "restore";
        cutOff(() -> services.restore(DB, dump.id(), House.CALLER));
        assertEquals(Set.of(), notes.users.get(SERVER));
    }

    /** Lets the platform die while the work goes on. */
    private void cutOff(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        assertTrue(notes.hangs.await(10, TimeUnit.SECONDS));
        notes.hanging = "none";
        house.restart();
        services = house.core.services();
    }

    private List<String> names() {
        return services.list(House.CALLER).stream().map(Services.Status::name).toList();
    }

    private List<String> servers() {
        return house.containers().stream()
                .filter(name -> name.contains("service"))
                .toList();
    }

    @Test
    void isMadeAnewOnTodaysBase() {
        linked();
        notes.texts.put(SERVER + " shop", "all of it");
        house.engine.archive("two");
        assertEquals(
                List.of("db"),
                house.core.housekeeping().refreshBases(House.CALLER).get(0).services());
        assertEquals(1, house.router.renewals());
        int joins = Collections.frequency(house.engine.calls(), "join " + SERVER + " nua-fake-shop db");
        assertEquals(List.of("shop"), services.renew(DB, House.CALLER).apps());
        assertEquals(joins + 1, Collections.frequency(house.engine.calls(), "join " + SERVER + " nua-fake-shop db"));
        assertEquals(
                List.of(), house.core.housekeeping().bases(House.CALLER).get(0).services());
        assertEquals(List.of(SERVER), house.engine.volumes(Map.of("nua.service", "db")));
    }

    @Test
    void goesBackToTheFormerServerWhereTheRenewedOneDoesNotWork() {
        linked();
        ImageRef former = newerBase();
        notes.crashing = image -> !image.equals(former);
        NuaException told = assertThrows(NuaException.class, () -> services.renew(DB, House.CALLER));
        assertEquals(
                "The renewed server of service 'db' does not work, so the former one serves as before: Container "
                        + SERVER + " is restarting",
                told.getMessage());
        servesWith(former);
        assertEquals("join " + SERVER + " nua-fake-shop db", lastCall("join"));

        house.engine.crash(SERVER, 1);
        house.restart();
        services = house.core.services();
        House.await(() -> services.get(DB, House.CALLER).state().equals("running"));
        servesWith(former);

        notes.crashing = image -> image.equals(former);
        services.renew(DB, House.CALLER);
        assertNotEquals(former, house.engine.wish(SERVER).image());
    }

    @Test
    void aRenewalThatIsCutOffGoesBackToTheFormerServer() throws InterruptedException {
        linked();
        ImageRef former = newerBase();
        notes.hanging = "ready";
        cutOff(() -> services.renew(DB, House.CALLER));
        servesWith(former);
        assertEquals("join " + SERVER + " nua-fake-shop db", lastCall("join"));
    }

    @Test
    void aRenewalWhoseImageCannotBeBuiltChangesNothing() {
        linked();
        ImageRef former = newerBase();
        house.engine.failBuilds("no such package");
        assertThrows(NuaException.class, () -> services.renew(DB, House.CALLER));
        servesWith(former);
    }

    /** The image on which the server runs, now that it is not the newest any more. */
    private ImageRef newerBase() {
        house.engine.archive("two");
        house.core.housekeeping().refreshBases(House.CALLER);
        return house.engine.wish(SERVER).image();
    }

    private void servesWith(ImageRef image) {
        assertEquals(image, house.engine.wish(SERVER).image());
        assertEquals("running", services.get(DB, House.CALLER).state());
        assertEquals(Optional.empty(), house.engine.findImage(new ImageRef("nua-fake/service-note:2-next-db")));
    }

    private String lastCall(String verb) {
        return house.engine.calls().stream()
                .filter(call -> call.startsWith(verb + " "))
                .reduce("none", (before, call) -> call);
    }

    @Test
    void anUnlinkThatIsNotWrittenDownIsNone() {
        linked();
        String before = env("NOTE_URL");
        house.store.full(true);
        assertThrows(NuaException.class, () -> services.unlink(DB, SHOP, House.CALLER));
        assertEquals(Set.of(), notes.users.get(SERVER));
        house.store.full(false);
        house.restart();
        services = house.core.services();
        assertEquals(List.of("shop"), services.get(DB, House.CALLER).apps());
        assertEquals(Set.of("shop"), notes.users.get(SERVER));
        assertEquals(before, env("NOTE_URL"));
        house.ended(services.unlink(DB, SHOP, House.CALLER).get(0));
        assertEquals(Set.of(), notes.users.get(SERVER));
    }

    private void settled() {
        House.await(() -> house.containers().stream()
                        .filter(name -> name.contains("shop-web"))
                        .count()
                == 1);
        house.restart();
        services = house.core.services();
        assertTrue(house.store.links(SHOP).get(0).former().none());
    }

    @Test
    void isReachedThroughAPortAlsoAfterARestart() throws Exception {
        create();
        String exposed = services.expose(DB, 0, House.CALLER).exposed();
        assertTrue(exposed.startsWith("127.0.0.1:"), exposed);
        assertEquals("Hello from Nua", get(exposed));
        house.restart();
        services = house.core.services();
        assertEquals(exposed, services.get(DB, House.CALLER).exposed());
        assertEquals("Hello from Nua", get(exposed));
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThrows(NuaException.class, () -> services.expose(DB, taken.getLocalPort(), House.CALLER));
        }
        assertEquals("Hello from Nua", get(exposed));
        assertEquals("", services.unexpose(DB, House.CALLER).exposed());
        assertThrows(IOException.class, () -> get(exposed));
        assertThrows(NuaException.class, () -> services.expose(DB, 70_000, House.CALLER));
    }

    @Test
    void aPortThatIsTakenWhenThePlatformStartsIsTold() throws Exception {
        create();
        String exposed = services.expose(DB, 0, House.CALLER).exposed();
        int port = Integer.parseInt(exposed.substring(exposed.indexOf(':') + 1));
        try (var taken = new ServerSocket()) {
            house.restart(() -> bind(taken, port));
            services = house.core.services();
            House.await(() -> services.get(DB, House.CALLER).facts().stream()
                    .anyMatch(fact ->
                            fact.name().equals("not exposed") && fact.value().contains("is taken")));
        }
        services.expose(DB, port, House.CALLER);
        assertEquals("Hello from Nua", get(exposed));
        assertTrue(services.get(DB, House.CALLER).facts().stream()
                .noneMatch(fact -> fact.name().equals("not exposed")));
    }

    private static void bind(ServerSocket socket, int port) {
        House.await(() -> {
            try {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static String get(String address) throws IOException {
        var connection = new URL("http://" + address + "/").openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(10_000);
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8).strip();
        }
    }

    @Test
    void talksWithTheRightsOfTheApp() {
        linked();
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream("SELECT 1;".getBytes(UTF_8));
        assertEquals(0, services.console(DB, "", in, out, Duration.ofSeconds(5), House.CALLER));
        assertTrue(out.toString(UTF_8).matches("[A-Za-z0-9]{32}\nSELECT 1;"), out.toString(UTF_8));
        assertThrows(
                NuaException.class, () -> services.console(DB, "other", in, out, Duration.ofSeconds(5), House.CALLER));
        assertEquals(
                List.of(new Fact("size", "1 page"), new Fact("slowest", "one"), new Fact("slowest", "two")),
                services.get(DB, House.CALLER).facts());
    }

    @Test
    void copiesWhatAppsHaveWithoutLinkingThem() {
        linked();
        notes.texts.put(SERVER + " shop", "all of it");
        var twin = new ServiceName("twin");
        assertEquals(List.of(), services.copy(DB, twin, House.CALLER).apps());
        assertEquals("all of it", notes.texts.get("nua-fake-service-twin shop"));
        assertEquals(Set.of(), notes.users.get("nua-fake-service-twin"));
        house.ended(services.link(twin, SHOP, House.CALLER).get(0));
        assertEquals(Set.of("shop"), notes.users.get("nua-fake-service-twin"));
        notes.failing = "restore";
        assertThrows(NuaException.class, () -> services.copy(DB, new ServiceName("third"), House.CALLER));
        assertEquals(2, services.list(House.CALLER).size());
        assertEquals(
                2,
                house.containers().stream()
                        .filter(name -> name.contains("service"))
                        .count());
    }

    @Test
    void appsThatAskForItShareAServer() {
        house.spec = withProvider("note", "", true);
        assertTrue(house.core.deployments().plan(SHOP, upload(), House.CALLER).changes().stream()
                .anyMatch("Service 'shared-note' (note 2) is made and linked."::equals));
        assertEquals(Deployment.State.SUCCEEDED, house.deploy("shop", "one").state());
        assertEquals(Deployment.State.SUCCEEDED, house.deploy("blog", "one").state());
        assertEquals(
                List.of("blog", "shop"),
                services.get(new ServiceName("shared-note"), House.CALLER).apps());
        assertTrue(house.core.deployments().plan(SHOP, upload(), House.CALLER).changes().stream()
                .anyMatch("Service 'shared-note' (note 2) is there and linked."::equals));
        house.spec = withProvider("note", "<2", true);
        assertTrue(house.deploy("third", "one").message().contains("leave 'shared' out"));
    }

    private static Source.Upload upload() {
        return new Source.Upload(House.tar(Map.of("app", "one")));
    }

    private void linked() {
        house.deploy("shop", "one");
        create();
        house.ended(services.link(DB, SHOP, House.CALLER).get(0));
    }

    @Test
    void aServiceThatCannotStartLeavesNothing() {
        house.engine.failBuilds("no such package");
        assertThrows(NuaException.class, this::create);
        assertEquals(List.of(), services.list(House.CALLER));
        assertEquals(List.of(), house.containers());
    }

    private Services.Status create() {
        return services.create(DB, "note", "", House.CALLER);
    }

    private String env(String name) {
        return house.store
                .release(SHOP, house.store.app(SHOP).release())
                .env()
                .get(name)
                .reveal();
    }

    private static AppSpec withProvider(String type, String version) {
        return withProvider(type, version, false);
    }

    private static AppSpec withProvider(String type, String version, boolean shared) {
        AppSpec e = AppSpec.EMPTY;
        return new AppSpec(
                e.metadata(),
                e.build(),
                e.run(),
                e.env(),
                e.ports(),
                e.processes(),
                e.volumes(),
                List.of(new AppSpec.Provider("db", type, version, shared)),
                e.health(),
                e.crons(),
                e.resources());
    }
}
