package rocks.nua.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Release;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.platform.Token;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.store.Store;

/** The store in one SQLite file, {@code $NUA_HOME/data/nua.db}; the key of its secrets is {@code $NUA_HOME/secret.key}. */
@Component
public final class SqliteStore implements Store {
    private static final int EVENTS = 100_000;

    private final Database database;
    private final String platformId;
    private final AppTable apps;
    private final ReleaseTable releases;
    private final DeploymentTable deployments = new DeploymentTable();
    private final EventTable events;
    private final TokenTable tokens = new TokenTable();
    private final ServiceTable services;
    private final UpgradeTable upgrades = new UpgradeTable();

    /** Opens the platform's database, made at the first start. */
    @Activate
    public SqliteStore(@Reference Settings settings) {
        this(settings.home(), EVENTS);
    }

    SqliteStore(Path home, int keptEvents) {
        Path file = home.resolve("data").resolve("nua.db");
        Vault vault = new Vault(new KeyFile(home.resolve("secret.key")).read(prepare(file)));
        apps = new AppTable(vault);
        releases = new ReleaseTable(vault);
        events = new EventTable(keptEvents);
        services = new ServiceTable(vault);
        database = new Database(file, Migrations.own());
        try {
            platformId = database.write(new PlatformTable(vault)::id);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Whether there was a database already. */
    private static boolean prepare(Path file) {
        Path folder = file.resolveSibling("native");
        try {
            NativeLibrary.unpackIn(folder);
            if (Files.exists(file)) {
                return Files.size(file) > 0;
            }
            PrivateFiles.create(file);
            return false;
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "The folder " + file.getParent() + " cannot be written. Check its owner and the disk's free space.",
                    e);
        }
    }

    @Deactivate
    void close() {
        database.close();
    }

    @Override
    public String platformId() {
        return platformId;
    }

    @Override
    public List<App> apps() {
        return database.read(apps::all);
    }

    @Override
    public Optional<App> findApp(AppName name) {
        return database.read(on -> apps.find(on, name));
    }

    @Override
    public void save(App app) {
        database.write(on -> apps.save(on, app));
    }

    @Override
    public void removeApp(AppName name) {
        database.write(on -> apps.remove(on, name));
    }

    @Override
    public List<Release> releases(AppName app) {
        return database.read(on -> releases.of(on, app));
    }

    @Override
    public Optional<Release> findRelease(AppName app, int number) {
        return database.read(on -> releases.find(on, app, number));
    }

    @Override
    public List<Service> services() {
        return database.read(services::all);
    }

    @Override
    public Optional<Service> findService(ServiceName service) {
        return database.read(on -> services.find(on, service));
    }

    @Override
    public void add(Service service) {
        database.write(on -> services.add(on, service));
    }

    @Override
    public void update(Service service) {
        database.write(on -> services.update(on, service));
    }

    @Override
    public Optional<Upgrade> findUpgrade(ServiceName service) {
        return database.read(on -> upgrades.find(on, service));
    }

    @Override
    public void save(Upgrade upgrade) {
        database.write(on -> upgrades.save(on, upgrade));
    }

    @Override
    public void removeUpgrade(ServiceName service) {
        database.write(on -> upgrades.remove(on, service));
    }

    @Override
    public void removeService(ServiceName service) {
        database.write(on -> services.remove(on, service));
    }

    @Override
    public List<Link> links(ServiceName service) {
        return database.read(on -> services.links(on, service));
    }

    @Override
    public List<Link> links(AppName app) {
        return database.read(on -> services.links(on, app));
    }

    @Override
    public void save(Link link) {
        database.write(on -> services.save(on, link));
    }

    @Override
    public Release add(Release release) {
        return database.write(on -> releases.add(on, release));
    }

    @Override
    public void removeRelease(AppName app, int number) {
        database.write(on -> releases.remove(on, app, number));
    }

    @Override
    public Deployment add(Deployment deployment) {
        return database.write(on -> deployments.add(on, deployment));
    }

    @Override
    public void update(Deployment deployment) {
        database.write(on -> deployments.update(on, deployment));
    }

    @Override
    public Optional<Deployment> findDeployment(AppName app, long id) {
        return database.read(on -> deployments.find(on, app, id));
    }

    @Override
    public List<Deployment> deployments(AppName app) {
        return database.read(on -> deployments.of(on, app));
    }

    @Override
    public List<Deployment> unfinished() {
        return database.read(deployments::unfinished);
    }

    @Override
    public Event add(Event event) {
        return database.write(on -> events.add(on, event));
    }

    @Override
    public List<Event> events(int most) {
        return database.read(on -> events.newest(on, most));
    }

    @Override
    public Optional<Token> findToken(String digest) {
        return database.read(on -> tokens.find(on, digest));
    }

    @Override
    public List<Token> tokens() {
        return database.read(tokens::all);
    }

    @Override
    public void save(Token token) {
        database.write(on -> tokens.save(on, token));
    }
}
