package rocks.nua.core.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.LineSink;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.store.Store;
import rocks.nua.core.source.Workspace;

/**
 * Makes services whole or not at all: a file marks one that is being made, and what is marked when the platform starts again goes.
 *
 * @param store gets to know the service at the end
 * @param server runs it
 * @param claims whoever makes a service holds its claim
 * @param workspace has the marks
 */
record Creation(Store store, Server server, Claims claims, Workspace workspace) {
    private static final Logger LOG = LoggerFactory.getLogger(Creation.class);

    /** A service that takes connections, with what the filling puts into it. */
    Service make(Service service, LineSink log, Supplier<List<Link>> filling) {
        Path mark = workspace.making(service.name());
        try {
            Files.writeString(mark, "");
            server.start(service, log);
            List<Link> links = filling.get();
            store.add(service);
            links.forEach(store::save);
            Files.delete(mark);
        } catch (IOException e) {
            undo(service.name());
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            undo(service.name());
            throw e;
        }
        return service;
    }

    private void undo(ServiceName name) {
        server.removeAll(name);
        store.removeService(name);
        try {
            Files.deleteIfExists(workspace.making(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what a crash has left half made; what fails for one does not stop the others. */
    void sweep() {
        for (ServiceName name : workspace.servicesInTheMaking()) {
            if (claims.takeIfFree(name)) {
                sweep(name);
            }
        }
    }

    private void sweep(ServiceName name) {
        try {
            if (Files.exists(workspace.making(name))) {
                undo(name);
                LOG.info("Service {} was not made to its end -> removed", name);
            }
        } catch (RuntimeException e) {
            LOG.warn("The half-made service {} could not be removed: {}", name, e.getMessage());
        } finally {
            claims.release(name);
        }
    }
}
