package rocks.nua.core.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.core.service.Binding;

class EnvironmentTest {
    private static final Map<String, String> OWN = Map.of("NUA_DOMAIN", "shop.localhost", "NUA_APP", "shop");
    private static final Map<String, Binding> SERVICES = Map.of(
            "database",
            new Binding(
                    "shop-database",
                    Map.of(
                            "PGDATABASE", new Secret("shop"),
                            "PGUSER", new Secret("ada"),
                            "PGPASSWORD", new Secret("s"),
                            "PGPORT", new Secret("5432"))));

    private static AppSpec spec(Map<String, EnvValue> env) {
        AppSpec e = AppSpec.EMPTY;
        var metadata = new AppSpec.Metadata("shop", "1.2", "", "", "", "", "", "", List.of());
        return new AppSpec(
                metadata,
                e.build(),
                e.run(),
                env,
                e.ports(),
                e.processes(),
                List.of(new AppSpec.Volume("data", "/data", false), new AppSpec.Volume("cache", "/c", false, 9)),
                e.providers(),
                e.health(),
                e.crons(),
                e.resources());
    }

    private static String value(EnvValue value) {
        return all(Map.of("X", value)).get("X").reveal();
    }

    private static Map<String, Secret> all(Map<String, EnvValue> env) {
        return Environment.of(spec(env), Map.of(), OWN, SERVICES);
    }

    @ParameterizedTest
    @CsvSource({
        "database, hostname, shop-database",
        "database, PGUSER, ada",
        "database, POSTGRES_DB, shop",
        "database, POSTGRES_USER, ada",
        "database, MONGO_INITDB_ROOT_USERNAME, ada",
        "database, POSTGRES_PASSWORD, s",
        "database, POSTGRES_PORT, 5432",
        "data, target, /data",
        "data, full_name, data",
        "cache, type, tmpfs",
        "'', domain, shop.localhost",
        "'', hostname, shop",
        "'', NUA_APP, shop",
        "'', version, 1.2"
    })
    void asksVolumesProvidersAndTheAppItself(String provider, String key, String value) {
        assertEquals(value, value(new EnvValue.From(provider, key)));
    }

    @ParameterizedTest
    @CsvSource({"database, MARIADB_ROOT_PASSWORD", "data, colour", "'', colour", "'', X", "nobody, hostname"})
    void whatNobodyKnowsIsTold(String provider, String key) {
        NuaException refusal = assertThrows(NuaException.class, () -> value(new EnvValue.From(provider, key)));

        assertTrue(String.valueOf(refusal.getMessage()).startsWith("env.X asks for '" + key + "' of "));
    }

    @Test
    void theAppsOwnVariablesAreFilledIn() {
        Map<String, EnvValue> env = new LinkedHashMap<>();
        env.put("B", new EnvValue.From("", "A"));
        env.put("A", new EnvValue.Text("at {NUA_DOMAIN}, {\"json\": true}, {UNKNOWN}"));

        assertEquals(
                "at shop.localhost, {\"json\": true}, {UNKNOWN}",
                all(env).get("B").reveal());
    }

    @ParameterizedTest
    @CsvSource({"{X}y", "{Y}{Y}{Y}{Y}{Y}{Y}{Y}{Y}"})
    void circlesAreToldBeforeTheyGrow(String text) {
        Map<String, EnvValue> env = Map.of("X", new EnvValue.Text(text), "Y", new EnvValue.Text("{X}{X}{X}{X}"));

        NuaException refusal = assertThrows(NuaException.class, () -> all(env));

        assertTrue(String.valueOf(refusal.getMessage()).contains("names itself in a circle"), refusal.getMessage());
    }

    @Test
    void drawsWhatIsKeptAndWhatIsNot() {
        AppSpec spec = spec(Map.of(
                "KEPT", new EnvValue.Random(8, false),
                "FRESH", new EnvValue.Random(8, false, true, false),
                "NAME", new EnvValue.Unique("db")));

        Map<String, Secret> drawn = Environment.draw(spec, Map.of());

        assertEquals(List.of("KEPT", "NAME"), List.copyOf(drawn.keySet()));
        assertTrue(drawn.get("NAME").reveal().matches("db_[bcdfghjklmnpqrstvwxz]{10}"), "a name for a database");
        assertEquals(Map.of(), Environment.draw(spec, drawn));
        String first = Environment.of(spec, drawn, OWN, Map.of()).get("FRESH").reveal();
        assertNotEquals(
                first, Environment.of(spec, drawn, OWN, Map.of()).get("FRESH").reveal());
        assertEquals(
                "mine",
                Environment.of(spec, Map.of("FRESH", new Secret("mine")), OWN, Map.of())
                        .get("FRESH")
                        .reveal());
    }

    @Test
    void theMachineKnowsItsAddress() {
        assertTrue(value(new EnvValue.ExternalIp()).matches("([0-9]{1,3}\\.){3}[0-9]{1,3}|"), "an address or nothing");
    }
}
