package rocks.nua.service.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.service.BackingService;

/** Redis as Debian packages it. */
@Plugin(name = "redis")
@Component
public final class RedisService implements BackingService {
    private final KeyValueServer server = new KeyValueServer("redis", "Redis");

    /** Made by the service registry. */
    public RedisService() {}

    @Override
    public List<Version> versions() {
        return List.of(server.version("8.0", Base.DEBIAN_13), server.version("7.0", Base.DEBIAN_12));
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public boolean rotates() {
        return true;
    }

    @Override
    public Command ready() {
        return server.ready();
    }

    @Override
    public Command bind(Credentials app) {
        return server.bind(app);
    }

    @Override
    public Command unbind(Credentials app) {
        return server.unbind(app);
    }

    @Override
    public Command dump(Credentials app) {
        return server.dump();
    }

    @Override
    public Command restore(Credentials app) {
        return server.restore();
    }

    @Override
    public Optional<Command> fingerprint(Credentials app) {
        return server.fingerprint();
    }

    @Override
    public Optional<Command> console(Credentials app) {
        return server.console(app);
    }

    @Override
    public Optional<Command> facts() {
        return server.facts();
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        return server.variables(app);
    }
}
