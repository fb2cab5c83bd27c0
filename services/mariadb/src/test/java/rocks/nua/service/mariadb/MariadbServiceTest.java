package rocks.nua.service.mariadb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import rocks.nua.api.Secret;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.testkit.BackingServiceContract;

class MariadbServiceTest extends BackingServiceContract {
    private static final Credentials SHOP = new Credentials("db", "my_shop", "my_shop", new Secret("abc"));

    @Override
    protected BackingService service() {
        return new MariadbService();
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
