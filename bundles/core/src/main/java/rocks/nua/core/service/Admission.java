package rocks.nua.core.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Link.Login;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.store.Store;
import rocks.nua.core.source.Workspace;

/**
 * Lets users of services in. A file names each of them until the store does: whom a crash leaves let in and not written down is shut
 * out with the next round, and who is written down and was shut out is let in again. Whoever calls holds the service's claim.
 *
 * @param store gets to know the users
 * @param server lets them in
 * @param workspace has the files
 */
record Admission(Store store, Server server, Workspace workspace) {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** Lets the link's login in, and keeps the link. */
    void admit(Service service, Link link) {
        during(link, () -> {
            new Commands(server).bind(service, link);
            server.join(service, link);
            store.save(link);
        });
    }

    /** Does work that lets the link's login in or shuts it out; what the store says of the link afterwards holds. */
    void during(Link link, Runnable work) {
        Path mark = workspace.admissions(link.service()).resolve(link.login().user());
        try {
            Files.writeString(mark, link.app() + " " + link.database());
            work.run();
            Files.delete(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean unsettled(Service service) {
        return !marks(service.name()).isEmpty();
    }

    /** Lets in who is in the store, and nobody else; apps of open links are joined already. */
    void settle(Service service) {
        for (Path mark : marks(service.name())) {
            try {
                settle(service, mark);
                Files.delete(mark);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The user is let in once more, with a password that nobody knows: who was not made yet could not be shut out. */
    private void settle(Service service, Path mark) throws IOException {
        String[] words = Files.readString(mark).split(" ", 2);
        if (words.length < 2) {
            return; // killed before the name was written, so before anything was done
        }
        var commands = new Commands(server);
        var app = new AppName(words[0]);
        String user = mark.getFileName().toString();
        List<Link> open = store.links(service.name()).stream()
                .filter(link -> link.open() && link.app().equals(app))
                .toList();
        if (open.stream().noneMatch(link -> is(link.login(), user) || is(link.former(), user))) {
            var half = new Link(service.name(), app, words[1], new Login(user, Passwords.draw()), Login.NONE, false);
            commands.bind(service, half);
            commands.unbind(service, half);
            LOG.info("User {} of service {} was let in and not written down -> shut out", user, service.name());
        }
        open.forEach(link -> commands.bindAll(service, link));
        if (open.isEmpty()) {
            server.leave(service, app);
        }
    }

    private static boolean is(Login login, String user) {
        return login.user().equals(user);
    }

    /** Forgets what was cut off in a service that goes. */
    void forget(ServiceName service) {
        Workspace.delete(workspace.admissions(service));
    }

    private List<Path> marks(ServiceName service) {
        try (Stream<Path> files = Files.list(workspace.admissions(service))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
