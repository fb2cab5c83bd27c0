package rocks.nua.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;

/** The life of a backing service, with a kind that only notes what it is told. */
class ServicesTest {
    private static final ServiceName DB = new ServiceName("db");
    private static final AppName SHOP = new AppName("shop");

    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile String failing = "none";
    private House house;
    private Services services;

    private static final class NoteService implements BackingService {
        @Override
        public List<Version> versions() {
            return List.of(version("2"), version("1"));
        }

        private static Version version(String number) {
            var recipe = new BuildPlan.Recipe(
                    BuildPlan.Base.DEBIAN_13,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of("note-" + number),
                    List.of(),
                    List.of("note"),
                    7000,
                    Map.of(),
                    List.of());
            return new Version(number, recipe, "/data");
        }

        @Override
        public Command ready() {
            return new Command(List.of("ready"), "");
        }

        @Override
        public Command bind(Credentials app) {
            return new Command(List.of("bind", app.database()), app.password().reveal());
        }

        @Override
        public Command unbind(Credentials app) {
            return new Command(List.of("unbind", app.database()), "");
        }

        @Override
        public Command dump(Credentials app) {
            return new Command(List.of("dump", app.database()), "");
        }

        @Override
        public Command restore(Credentials app) {
            return new Command(List.of("restore", app.database()), "");
        }

        @Override
        public Map<String, Secret> variables(Credentials app) {
            return Map.of("NOTE_URL", new Secret("note://" + app.password().reveal() + "@" + app.host()));
        }
    }

    @BeforeEach
    void open(@TempDir Path home) {
        house = new House(home);
        house.plugins.addService(new NoteService(), Map.of("nua.plugin.name", "note"));
        house.engine.commands((wish, command, in, out) -> {
            if (command.get(0).equals("restore")) {
                said.add("restore " + new String(in.readAllBytes(), UTF_8));
            } else if (!command.get(0).equals("ready")) {
                said.add(String.join(" ", command));
            }
            if (command.get(0).equals("dump")) {
                out.write("all of it".getBytes(UTF_8));
            }
            return command.get(0).equals(failing) ? 1 : 0;
        });
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
        assertTrue(env("NOTE_URL").matches("note://[A-Za-z0-9]{32}@db"), env("NOTE_URL"));
        assertEquals(List.of("shop"), services.get(DB, House.CALLER).apps());
        assertThrows(NuaException.class, () -> services.link(DB, SHOP, House.CALLER));

        house.ended(services.unlink(DB, SHOP, House.CALLER).get(0));
        assertFalse(
                house.store.release(SHOP, house.store.app(SHOP).release()).env().containsKey("NOTE_URL"));
        assertEquals(List.of("bind shop", "unbind shop"), said);
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
                .contains("No plugin of this platform offers the backing service 'oracle'"));
        house.spec = withProvider("note", ">=3");
        assertTrue(house.deploy("shop", "one").message().contains("not offered in version '>=3': choose one of 2, 1."));
        assertEquals(List.of(), services.list(House.CALLER));
        assertEquals(List.of(), house.containers());
    }

    @Test
    void dumpsAndRestores() throws Exception {
        house.deploy("shop", "one");
        create();
        house.ended(services.link(DB, SHOP, House.CALLER).get(0));
        Services.Dump dump = services.dump(DB, SHOP, House.CALLER);
        assertEquals("shop", dump.app());
        assertEquals(9, dump.sizeBytes());
        services.restore(DB, dump.id(), House.CALLER);
        assertEquals("restore all of it", said.get(said.size() - 1));

        failing = "dump";
        assertThrows(NuaException.class, () -> services.dump(DB, SHOP, House.CALLER));
        assertEquals(List.of(dump), services.dumps(DB, House.CALLER));
        try (var files = Files.list(house.home.resolve("services/db/dumps"))) {
            assertEquals(1, files.count());
        }
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
        assertEquals(1, services.dumps(DB, House.CALLER).size());
        assertTrue(house.containers().stream().noneMatch(name -> name.contains("service")));
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
        AppSpec e = AppSpec.EMPTY;
        return new AppSpec(
                e.metadata(),
                e.build(),
                e.run(),
                e.env(),
                e.ports(),
                e.processes(),
                e.volumes(),
                List.of(new AppSpec.Provider("db", type, version)),
                e.health(),
                e.crons(),
                e.resources());
    }
}
