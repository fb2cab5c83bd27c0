package rocks.nua.service.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import rocks.nua.api.service.BackingService;
import rocks.nua.testkit.BackingServiceContract;

class ValkeyServiceTest extends BackingServiceContract {
    @Override
    protected BackingService service() {
        return new ValkeyService();
    }

    @Test
    void servesOneApp() {
        assertFalse(service().shared());
    }
}
