package rocks.nua.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import rocks.nua.api.Domain;
import rocks.nua.api.NuaException;
import rocks.nua.api.router.Route;
import rocks.nua.api.router.Router;
import rocks.nua.api.router.Target;

/** A router that remembers what it was told. */
public final class FakeRouter implements Router {
    private final List<List<Route>> tables = new CopyOnWriteArrayList<>();
    private final Map<Target, Integer> connections = new ConcurrentHashMap<>();
    private final AtomicInteger renewals = new AtomicInteger();
    private volatile boolean gone;

    @Override
    public void apply(List<Route> whole) {
        if (gone) {
            throw new NuaException(NuaException.Kind.UNAVAILABLE, "The router does not answer. Look at 'nua doctor'.");
        }
        tables.add(List.copyOf(whole));
    }

    @Override
    public void renew() {
        renewals.incrementAndGet();
    }

    /** How often it was renewed. */
    public int renewals() {
        return renewals.get();
    }

    @Override
    public int connections(Target target) {
        return connections.getOrDefault(target, 0);
    }

    @Override
    public int httpPort() {
        return 18080;
    }

    /** From now on every call of apply fails, or none. */
    public void gone(boolean now) {
        gone = now;
    }

    /** Lets a target have that many connections. */
    public void connections(Target target, int open) {
        connections.put(target, open);
    }

    /** The tables applied, oldest first. */
    public List<List<Route>> tables() {
        return List.copyOf(tables);
    }

    /** How often a table was applied. */
    public int applies() {
        return tables.size();
    }

    /** The table that holds; empty before the first. */
    public List<Route> table() {
        List<List<Route>> all = tables();
        return all.isEmpty() ? List.of() : all.get(all.size() - 1);
    }

    /** Where requests of a domain go now; empty when they go nowhere. */
    public List<Target> targets(Domain domain) {
        return table().stream()
                .filter(route -> route.domain().equals(domain))
                .flatMap(route -> route.targets().stream())
                .toList();
    }
}
