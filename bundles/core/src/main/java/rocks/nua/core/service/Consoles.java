package rocks.nua.core.service;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.store.Store;

/**
 * Lets people talk to what an app has in a service.
 *
 * @param store what apps have
 * @param server runs the clients
 * @param claims keeps people out while the data moves
 */
record Consoles(Store store, Server server, Claims claims) {

    /** The link of that app, or the only one. */
    Link link(Service service, String app) {
        List<Link> open =
                store.links(service.name()).stream().filter(Link::open).toList();
        if (app.isEmpty() && open.size() == 1) {
            return open.get(0);
        }
        return open.stream()
                .filter(one -> one.app().value().equals(app))
                .findFirst()
                .orElseThrow(() -> whose(service, app, open));
    }

    private static NuaException whose(Service service, String app, List<Link> open) {
        String apps = open.isEmpty()
                ? "no app"
                : open.stream().map(link -> link.app().value()).collect(Collectors.joining(", "));
        String said = "Service '" + service.name() + "' is linked to " + apps;
        return app.isEmpty()
                ? NuaException.conflict(said + ": name the app whose data it is about.")
                : NuaException.notFound(said + ", not to '" + NuaException.excerpt(app) + "'.");
    }

    int talk(Service service, Link link, InputStream in, OutputStream out, Duration limit) {
        claims.requireNoUpgrade(service.name());
        return new Commands(server).console(service, link, in, out, limit);
    }
}
