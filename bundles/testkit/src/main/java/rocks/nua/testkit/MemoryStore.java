package rocks.nua.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import rocks.nua.api.store.Store;

/** A store that forgets everything with the test. */
public final class MemoryStore implements Store {
    private static final int MOST_DEPLOYMENTS = 100;

    private final Map<AppName, App> apps = new TreeMap<>();
    private final Map<AppName, Integer> greatest = new HashMap<>();
    private final List<Release> releases = new ArrayList<>();
    private final TreeMap<Long, Deployment> deployments = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Token> tokens = new TreeMap<>();
    private final Map<ServiceName, Service> services = new TreeMap<>();
    private final Map<String, Link> links = new TreeMap<>();
    private final Map<ServiceName, Upgrade> upgrades = new TreeMap<>();
    private long deploymentIds;
    private boolean full;

    /** From now on every write fails as on a full disk, or none. */
    public synchronized void full(boolean now) {
        full = now;
    }

    @Override
    public String platformId() {
        return "fake";
    }

    @Override
    public synchronized List<App> apps() {
        return List.copyOf(apps.values());
    }

    @Override
    public synchronized Optional<App> findApp(AppName name) {
        return Optional.ofNullable(apps.get(name));
    }

    @Override
    public synchronized void save(App app) {
        write();
        apps.put(app.name(), app);
    }

    @Override
    public synchronized void removeApp(AppName name) {
        write();
        apps.remove(name);
        greatest.remove(name);
        releases.removeIf(release -> release.app().equals(name));
        deployments.values().removeIf(deployment -> deployment.app().equals(name));
    }

    @Override
    public synchronized List<Service> services() {
        return List.copyOf(services.values());
    }

    @Override
    public synchronized Optional<Service> findService(ServiceName service) {
        return Optional.ofNullable(services.get(service));
    }

    @Override
    public synchronized void add(Service service) {
        write();
        services.put(service.name(), service);
    }

    @Override
    public synchronized void update(Service service) {
        write();
        services.replace(service.name(), service);
    }

    @Override
    public synchronized Optional<Upgrade> findUpgrade(ServiceName service) {
        return Optional.ofNullable(upgrades.get(service));
    }

    @Override
    public synchronized void save(Upgrade upgrade) {
        write();
        upgrades.put(upgrade.service(), upgrade);
    }

    @Override
    public synchronized void removeUpgrade(ServiceName service) {
        write();
        upgrades.remove(service);
    }

    @Override
    public synchronized void removeService(ServiceName service) {
        write();
        services.remove(service);
        upgrades.remove(service);
        links.values().removeIf(link -> link.service().equals(service));
    }

    @Override
    public synchronized List<Link> links(ServiceName service) {
        return links.values().stream()
                .filter(link -> link.service().equals(service))
                .toList();
    }

    @Override
    public synchronized List<Link> links(AppName app) {
        return links.values().stream()
                .filter(link -> link.open() && link.app().equals(app))
                .toList();
    }

    @Override
    public synchronized void save(Link link) {
        write();
        links.put(link.service() + " " + link.app(), link);
    }

    @Override
    public synchronized List<Release> releases(AppName app) {
        return releases.stream()
                .filter(release -> release.app().equals(app))
                .sorted(Comparator.comparingInt(Release::number).reversed())
                .toList();
    }

    @Override
    public synchronized Optional<Release> findRelease(AppName app, int number) {
        return releases(app).stream()
                .filter(release -> release.number() == number)
                .findFirst();
    }

    @Override
    public synchronized Release add(Release release) {
        write();
        int number = greatest.merge(release.app(), 1, Integer::sum);
        var numbered = new Release(
                release.app(),
                number,
                release.image(),
                release.builder(),
                release.start(),
                release.port(),
                release.env(),
                release.spec(),
                release.source(),
                release.createdAt());
        releases.add(numbered);
        return numbered;
    }

    @Override
    public synchronized void removeRelease(AppName app, int number) {
        write();
        releases.removeIf(release -> release.app().equals(app) && release.number() == number);
    }

    @Override
    public synchronized Deployment add(Deployment deployment) {
        write();
        deploymentIds++;
        var numbered = new Deployment(
                deploymentIds,
                deployment.app(),
                deployment.state(),
                deployment.source(),
                deployment.caller(),
                deployment.steps(),
                deployment.release(),
                deployment.message(),
                deployment.createdAt());
        deployments.put(numbered.id(), numbered);
        return numbered;
    }

    @Override
    public synchronized void update(Deployment deployment) {
        write();
        deployments.replace(deployment.id(), deployment);
    }

    @Override
    public synchronized Optional<Deployment> findDeployment(AppName app, long id) {
        return Optional.ofNullable(deployments.get(id))
                .filter(deployment -> deployment.app().equals(app));
    }

    @Override
    public synchronized List<Deployment> deployments(AppName app) {
        return deployments.descendingMap().values().stream()
                .filter(deployment -> deployment.app().equals(app))
                .limit(MOST_DEPLOYMENTS)
                .toList();
    }

    @Override
    public synchronized List<Deployment> unfinished() {
        return deployments.values().stream()
                .filter(deployment -> !deployment.state().ended())
                .toList();
    }

    @Override
    public synchronized Event add(Event event) {
        write();
        var numbered =
                new Event(events.size() + 1L, event.at(), event.type(), event.app(), event.caller(), event.message());
        events.add(numbered);
        return numbered;
    }

    @Override
    public synchronized List<Event> events(int most) {
        return List.copyOf(events.subList(Math.max(0, events.size() - most), events.size()));
    }

    @Override
    public synchronized Optional<Token> findToken(String digest) {
        return tokens().stream().filter(token -> token.digest().equals(digest)).findFirst();
    }

    @Override
    public synchronized List<Token> tokens() {
        return List.copyOf(tokens.values());
    }

    @Override
    public synchronized void save(Token token) {
        write();
        tokens.put(token.name(), token);
    }

    private void write() {
        if (full) {
            throw new NuaException(
                    NuaException.Kind.UNAVAILABLE,
                    "The disk of the platform is full. Free some space, then try again.");
        }
    }
}
