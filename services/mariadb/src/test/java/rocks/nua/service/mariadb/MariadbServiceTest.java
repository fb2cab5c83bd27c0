package rocks.nua.service.mariadb;

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

class MariadbServiceTest extends BackingServiceContract {
    private static final Credentials SHOP = new Credentials("db", "my_shop", "my_shop", new Secret("abc"));

    @Override
    protected BackingService service() {
        return new MariadbService();
    }

    @Override
    protected Engine engine() {
        return new DockerEngine(FixedSettings.of(Path.of("target").toAbsolutePath()));
    }

    @Override
    protected String write() {
        return """
                MYSQL_PWD=$MYSQL_PASSWORD mariadb --no-defaults -h "$MYSQL_HOST" -u "$MYSQL_USER" "$MYSQL_DATABASE" \\
                    -e "CREATE TABLE IF NOT EXISTS words (word text); INSERT INTO words VALUES ('$1')"
                """;
    }

    @Override
    protected String read() {
        return """
                MYSQL_PWD=$MYSQL_PASSWORD mariadb --no-defaults -h "$MYSQL_HOST" -u "$MYSQL_USER" "$MYSQL_DATABASE" \\
                    -e "SELECT word FROM words"
                """;
    }

    @Test
    void grantsOneDatabaseAndNoneOfALikeName() {
        String sql = service().bind(SHOP).input();
        assertTrue(sql.contains("GRANT ALL ON `my\\_shop`.* TO 'my_shop'@'%'"), sql);
        assertTrue(sql.contains("IDENTIFIED BY 'abc'"), sql);
        assertFalse(sql.contains("{"), sql);
        assertFalse(service().unbind(SHOP).input().contains("{"));
    }

    @Test
    void tellsOneAddress() {
        assertEquals(
                "mysql://my_shop:abc@db:3306/my_shop",
                service().variables(SHOP).get("DATABASE_URL").reveal());
    }
}
