package rocks.nua.router.nginx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rocks.nua.api.NuaException;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.router.Route;
import rocks.nua.api.router.Router;
import rocks.nua.api.router.Target;
import rocks.nua.api.store.Store;

/** Routes through one nginx in a container: it reads the table from a file and serves on while the platform is away. */
@Component
public final class NginxRouter implements Router {
    private final Settings settings;
    private final String platformId;
    private final RouterFolder folder;
    private final RouterContainer container;
    private final Control control;
    private final Duration startLimit;
    private boolean current;
    private String digest = "";

    /** Takes what the platform has; starts nothing. */
    @Activate
    public NginxRouter(@Reference Engine engine, @Reference Store store, @Reference Settings settings) {
        this(engine, store.platformId(), settings, Duration.ofSeconds(20));
    }

    NginxRouter(Engine engine, String platformId, Settings settings, Duration startLimit) {
        this.settings = settings;
        this.platformId = platformId;
        this.startLimit = startLimit;
        this.folder = new RouterFolder(settings.home().resolve("router"));
        this.container = new RouterContainer(engine, platformId, settings, folder);
        this.control = new Control(settings.routerPort());
    }

    @Override
    public synchronized void apply(List<Route> whole) {
        RouteTable table = RouteTable.of(platformId, whole);
        Optional<String> before = folder.table();
        folder.writeTable(table.json());
        digest = table.digest();
        try {
            if (!current || !control.apply().equals(table.digest())) {
                start(table.digest());
            }
        } catch (RuntimeException e) {
            before.ifPresent(this::takeBack);
            throw e;
        }
    }

    @Override
    public synchronized void renew() {
        container.build();
        if (!digest.isEmpty()) {
            start(digest);
        }
    }

    @Override
    public int connections(Target target) {
        return lines("/proc/net/tcp").connectionsTo(target)
                + lines("/proc/net/tcp6").connectionsTo(target);
    }

    @Override
    public int httpPort() {
        return settings.httpPort();
    }

    /** The first apply of a platform's life comes here too: the container may be of an older version or gone. */
    private void start(String digest) {
        current = false;
        new Start(container, control, settings, startLimit).run(digest);
        current = true;
    }

    private void takeBack(String before) {
        folder.writeTable(before);
        try {
            control.apply();
        } catch (NuaException ignored) {
            // it answers nobody now; at its next start it reads the old table
        }
    }

    private static SocketTable lines(String file) {
        try {
            Path path = Path.of(file);
            return new SocketTable(Files.exists(path) ? Files.readAllLines(path) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
