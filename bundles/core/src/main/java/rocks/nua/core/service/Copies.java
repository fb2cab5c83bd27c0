package rocks.nua.core.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Link.Login;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.Services.Dump;

/**
 * What apps have in services, out of them and in again.
 *
 * @param server runs the services
 * @param dumps keeps what was dumped
 */
record Copies(Server server, Dumps dumps) {

    Dump dump(Service service, Link link) {
        requirePersistent(service);
        return dumps.keep(service.name(), link.app(), to -> new Commands(server).dump(service, link, to));
    }

    /** One last dump of each, where there is anything to keep. */
    void dumpAll(Service service, List<Link> links) {
        if (!links.isEmpty() && server.kind(service).persistent()) {
            server.start(service, line -> {});
            links.forEach(link -> dump(service, link));
        }
    }

    /** The dump may be another service's. */
    void restore(Service service, Link link, Service of, Dump dump) {
        requirePersistent(service);
        try (InputStream from = dumps.read(of.name(), dump)) {
            new Commands(server).restore(service, link, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What apps have, in another service to which they are not linked; the dumps stay with the original. */
    List<Link> copy(Service original, Service next, List<Link> links) {
        return links.stream().map(link -> copy(original, next, link)).toList();
    }

    private Link copy(Service original, Service next, Link link) {
        Link closed = new Link(next.name(), link.app(), link.database(), link.login(), Login.NONE, false);
        restore(next, closed, original, dump(original, link));
        return closed;
    }

    void requirePersistent(Service service) {
        if (!server.kind(service).persistent()) {
            throw NuaException.conflict(
                    "A '" + service.type() + "' service keeps nothing: there is nothing to dump or restore.");
        }
    }
}
