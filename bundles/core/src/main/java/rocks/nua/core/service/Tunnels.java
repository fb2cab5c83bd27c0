package rocks.nua.core.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.store.Store;

/** The ports of the loopback address that lead to backing services, while the platform runs. Thread-safe. */
final class Tunnels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnels.class);
    private static final int GREATEST_PORT = 65_535;

    private final Store store;
    private final Server server;
    private final ExecutorService threads;
    private final Map<ServiceName, Tunnel> open = new ConcurrentHashMap<>();
    private final Map<ServiceName, String> troubles = new ConcurrentHashMap<>();

    Tunnels(Store store, Server server, ExecutorService threads) {
        this.store = store;
        this.server = server;
        this.threads = threads;
    }

    /** Opens a port, 0 for any that is free, instead of the one there is; returns which. */
    synchronized int open(Service service, int port) {
        if (port < 0 || port > GREATEST_PORT) {
            throw NuaException.badRequest(port + " is not a port: use one from 1 to " + GREATEST_PORT + ".");
        }
        Tunnel before = open.get(service.name());
        if (before != null && (port == 0 || port == before.port())) {
            return before.port();
        }
        Tunnel next = listen(service.name(), port);
        if (before != null) {
            before.close();
        }
        open.put(service.name(), next);
        troubles.remove(service.name());
        return next.port();
    }

    private Tunnel listen(ServiceName service, int port) {
        try {
            var socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            Tunnel tunnel = new Tunnel(socket, threads, () -> target(service));
            threads.execute(tunnel);
            return tunnel;
        } catch (IOException e) {
            throw new NuaException(
                    NuaException.Kind.CONFLICT,
                    "Port " + port + " of this machine is taken or not allowed: choose another one, or none.",
                    e);
        }
    }

    /** Looked up anew for each connection, since an upgrade changes it. */
    private Tunnel.Target target(ServiceName name) {
        Service service = store.service(name);
        String address = server.find(service)
                .orElseThrow(() -> NuaException.conflict("Service '" + name + "' does not run."))
                .address();
        return new Tunnel.Target(address, server.port(service));
    }

    /** Why a port that should be open is not; empty: it is, or none should be. */
    Optional<String> trouble(ServiceName service) {
        return Optional.ofNullable(troubles.get(service));
    }

    synchronized void close(ServiceName service) {
        troubles.remove(service);
        Tunnel tunnel = open.remove(service);
        if (tunnel != null) {
            tunnel.close();
        }
    }

    /** Opens again what should be open. */
    void reconcile() {
        for (Service service : store.services()) {
            if (service.port() > 0 && !open.containsKey(service.name())) {
                try {
                    open(service, service.port());
                } catch (NuaException e) {
                    troubles.put(service.name(), String.valueOf(e.getMessage()));
                    LOG.warn("Service {} is not exposed: {}", service.name(), e.getMessage());
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Tunnel::close);
        open.clear();
    }
}
