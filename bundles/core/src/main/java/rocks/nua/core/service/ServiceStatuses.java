package rocks.nua.core.service;

import java.util.ArrayList;
import java.util.List;
import rocks.nua.api.engine.Container;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.Services.Fact;
import rocks.nua.api.service.Services.Status;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.store.Store;

/**
 * Tells how backing services are.
 *
 * @param store what is wanted
 * @param server what runs
 * @param dumps what is kept
 * @param tunnels where they are exposed
 */
record ServiceStatuses(Store store, Server server, Dumps dumps, Tunnels tunnels) {

    /** With what the server says of itself while it runs. */
    Status of(Service service) {
        boolean runs = server.find(service).filter(Container::running).isPresent();
        List<Fact> facts = new ArrayList<>(runs ? new Commands(server).facts(service) : List.of());
        tunnels.trouble(service.name()).ifPresent(why -> facts.add(new Fact("not exposed", why)));
        return of(service, facts);
    }

    /** All of them, without what they say. */
    List<Status> all() {
        return store.services().stream().map(service -> of(service, List.of())).toList();
    }

    private Status of(Service service, List<Fact> facts) {
        List<String> apps = store.links(service.name()).stream()
                .filter(Link::open)
                .map(link -> link.app().value())
                .toList();
        return new Status(
                service.name().value(),
                service.type(),
                service.version(),
                server.find(service).map(Container::state).orElse("absent"),
                apps,
                dumps.list(service.name()).size(),
                server.memory(service),
                service.port() == 0 ? "" : "127.0.0.1:" + service.port(),
                store.findUpgrade(service.name()).map(ServiceStatuses::note).orElse(""),
                facts,
                service.createdAt());
    }

    private static String note(Upgrade upgrade) {
        return upgrade.message().isEmpty()
                ? "It is being upgraded from " + upgrade.from() + " to " + upgrade.to() + ", at " + upgrade.step() + "."
                : upgrade.message();
    }
}
