package rocks.nua.service.redis;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.service.BackingService;

/** Redis as Debian packages it. */
@Plugin(name = "redis")
@Component(service = BackingService.class)
public final class RedisService extends KeyValueService {
    /** Made by the service registry. */
    public RedisService() {
        super("redis", "Redis");
    }

    @Override
    public List<Version> versions() {
        return List.of(version("8.0", Base.DEBIAN_13), version("7.0", Base.DEBIAN_12));
    }
}
