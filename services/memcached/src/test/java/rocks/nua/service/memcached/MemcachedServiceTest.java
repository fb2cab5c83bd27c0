package rocks.nua.service.memcached;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.service.BackingService;
import rocks.nua.engine.docker.DockerEngine;
import rocks.nua.testkit.BackingServiceContract;
import rocks.nua.testkit.FixedSettings;

class MemcachedServiceTest extends BackingServiceContract {
    @Override
    protected BackingService service() {
        return new MemcachedService();
    }

    @Override
    protected Engine engine() {
        return new DockerEngine(FixedSettings.of(Path.of("target").toAbsolutePath()));
    }

    @Override
    protected String write() {
        return """
                exec 3<>/dev/tcp/$MEMCACHED_HOST/$MEMCACHED_PORT
                printf 'set word 0 0 %d\\r\\n%s\\r\\n' "${#1}" "$1" >&3
                read -r -t 5 line <&3 && [[ $line == STORED* ]]
                """;
    }

    @Override
    protected String read() {
        return """
                exec 3<>/dev/tcp/$MEMCACHED_HOST/$MEMCACHED_PORT
                printf 'get word\\r\\nquit\\r\\n' >&3
                timeout 5 cat <&3
                """;
    }

    @Test
    void servesOneAppAndKeepsNothing() {
        assertFalse(service().shared());
        assertFalse(service().persistent());
    }
}
