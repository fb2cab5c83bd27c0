package rocks.nua.api.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Release;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Token;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;

/**
 * Desired state, history and audit, durable when a call returns. Secrets are encrypted at rest with a key outside the
 * database. Calls throw UNAVAILABLE when the disk is full or the database cannot be used. Thread-safe.
 */
@ProviderType
public interface Store {
    /** A short random word that is this platform's own for ever; labels of containers carry it. */
    String platformId();

    /** All apps, by name. */
    List<App> apps();

    /** One app. */
    Optional<App> findApp(AppName name);

    /** One app that is there; where it is not, this throws NOT_FOUND. */
    default App app(AppName name) {
        return findApp(name)
                .orElseThrow(
                        () -> NuaException.notFound("There is no app '" + name + "'. See the apps with: nua apps"));
    }

    /** Writes the app, new or changed. */
    void save(App app);

    /** Removes the app with its releases and deployments. */
    void removeApp(AppName name);

    /** The app's releases, newest first. */
    List<Release> releases(AppName app);

    /** One release. */
    Optional<Release> findRelease(AppName app, int number);

    /** One release that is there; where it is not, this throws NOT_FOUND. */
    default Release release(AppName app, int number) {
        return findRelease(app, number)
                .orElseThrow(() -> NuaException.notFound(
                        "App '" + app + "' has no release " + number + ". See its releases with: nua releases " + app));
    }

    /** All backing services, by name. */
    List<Service> services();

    /** One backing service. */
    Optional<Service> findService(ServiceName service);

    /** One backing service that is there; where it is not, this throws NOT_FOUND. */
    default Service service(ServiceName name) {
        return findService(name)
                .orElseThrow(() -> NuaException.notFound(
                        "There is no service '" + name + "'. See the services with: nua services list"));
    }

    /** Adds a backing service that is not there yet. */
    void add(Service service);

    /** Writes a backing service that was added before. */
    void update(Service service);

    /** Removes the backing service with its links and its upgrade. */
    void removeService(ServiceName service);

    /** The links of a service, open or not, by app. */
    List<Link> links(ServiceName service);

    /** The open links of an app, by service. */
    List<Link> links(AppName app);

    /** Writes the link, new or changed. */
    void save(Link link);

    /** The latest upgrade of a service. */
    Optional<Upgrade> findUpgrade(ServiceName service);

    /** Writes the latest upgrade of a service, new or changed. */
    void save(Upgrade upgrade);

    /** Forgets the upgrade of a service; absent is fine. */
    void removeUpgrade(ServiceName service);

    /** Adds a release; its number is one more than the greatest the app ever had, whatever the argument says. */
    Release add(Release release);

    /** Removes a release. */
    void removeRelease(AppName app, int number);

    /** Adds a deployment; its id is new, whatever the argument says. */
    Deployment add(Deployment deployment);

    /** Writes a deployment that was added before. */
    void update(Deployment deployment);

    /** One deployment. */
    Optional<Deployment> findDeployment(AppName app, long id);

    /** The app's deployments, newest first, at most 100. */
    List<Deployment> deployments(AppName app);

    /** Deployments that have not ended, oldest first; after a crash these are what was interrupted. */
    List<Deployment> unfinished();

    /** Keeps an event. */
    Event add(Event event);

    /** The newest events, oldest first. */
    List<Event> events(int most);

    /** The token with that digest. */
    Optional<Token> findToken(String digest);

    /** All tokens. */
    List<Token> tokens();

    /** Writes a token. */
    void save(Token token);
}
