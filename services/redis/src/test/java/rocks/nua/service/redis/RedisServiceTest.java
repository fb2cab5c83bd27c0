package rocks.nua.service.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.service.BackingService;
import rocks.nua.engine.docker.DockerEngine;
import rocks.nua.testkit.BackingServiceContract;
import rocks.nua.testkit.FixedSettings;

class RedisServiceTest extends BackingServiceContract {
    @Override
    protected BackingService service() {
        return new RedisService();
    }

    @Override
    protected Engine engine() {
        return new DockerEngine(FixedSettings.of(Path.of("target").toAbsolutePath()));
    }

    @Override
    protected String write() {
        return "redis-cli -e --no-auth-warning -u \"$REDIS_URL\" SADD words \"$1\"";
    }

    @Override
    protected String read() {
        return "redis-cli -e --no-auth-warning -u \"$REDIS_URL\" SMEMBERS words";
    }

    @Test
    void servesOneApp() {
        assertFalse(service().shared());
    }
}
