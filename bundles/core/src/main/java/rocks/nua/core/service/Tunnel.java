package rocks.nua.core.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port whose connections are passed on, each by two threads, until it is closed. */
final class Tunnel implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

    private final ServerSocket socket;
    private final ExecutorService threads;
    private final Supplier<Target> target;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** Where connections lead. */
    record Target(String address, int port) {}

    Tunnel(ServerSocket socket, ExecutorService threads, Supplier<Target> target) {
        this.socket = socket;
        this.threads = threads;
        this.target = target;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void run() {
        while (!socket.isClosed()) {
            try {
                Socket near = socket.accept();
                connections.add(near);
                threads.execute(() -> connect(near));
            } catch (IOException | RejectedExecutionException e) {
                LOG.debug("Port {} takes no connection", port(), e);
            }
        }
    }

    private void connect(Socket near) {
        try (near) {
            Target to = target.get();
            try (Socket far = new Socket(to.address(), to.port())) {
                threads.execute(() -> pass(near, far));
                pass(far, near);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("A connection of port {} ended", port(), e);
        } finally {
            connections.remove(near);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("A direction of a connection ended", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
