package rocks.nua.service.redis;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.service.BackingService;

/** Valkey, which speaks as Redis does, as Debian packages it. */
@Plugin(name = "valkey")
@Component(service = BackingService.class)
public final class ValkeyService extends KeyValueService {
    /** Made by the service registry. */
    public ValkeyService() {
        super("valkey", "Valkey");
    }

    @Override
    public List<Version> versions() {
        return List.of(version("8.1", Base.DEBIAN_13));
    }
}
