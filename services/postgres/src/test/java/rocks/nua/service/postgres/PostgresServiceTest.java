package rocks.nua.service.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Secret;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.engine.docker.DockerEngine;
import rocks.nua.testkit.BackingServiceContract;
import rocks.nua.testkit.FixedSettings;

class PostgresServiceTest extends BackingServiceContract {
    private static final Credentials SHOP = new Credentials("db", "my_shop", "my_shop", new Secret("abc"));

    @Override
    protected BackingService service() {
        return new PostgresService();
    }

    @Override
    protected Engine engine() {
        return new DockerEngine(FixedSettings.of(Path.of("target").toAbsolutePath()));
    }

    @Override
    protected String write() {
        return """
                psql -qX -v ON_ERROR_STOP=1 "$DATABASE_URL" -c "CREATE TABLE IF NOT EXISTS words (word text)" \\
                    -c "INSERT INTO words VALUES ('$1')"
                """;
    }

    @Override
    protected String read() {
        return "psql -XAt \"$DATABASE_URL\" -c \"SELECT word FROM words\"";
    }

    @Test
    void speaksOfTheAppAlone() {
        String sql = service().bind(SHOP).input();
        assertTrue(sql.contains("ALTER ROLE \"my_shop\" LOGIN"), sql);
        assertTrue(sql.contains("PASSWORD 'abc'"), sql);
        assertFalse(sql.contains("{"), sql);
        assertFalse(service().unbind(SHOP).input().contains("{"));
    }

    @Test
    void tellsOneAddress() {
        assertEquals(
                "postgresql://my_shop:abc@db:5432/my_shop",
                service().variables(SHOP).get("DATABASE_URL").reveal());
    }
}
