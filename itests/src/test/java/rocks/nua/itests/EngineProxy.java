package rocks.nua.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the platform and the engine, so that the engine can go away without touching the one that others use. */
final class EngineProxy implements AutoCloseable {
    private final Path socket;
    private final Path engine;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    EngineProxy(Path engine) {
        try {
            this.engine = engine;
            // short: the path of a socket has at most 107 characters
            socket = Files.createTempDirectory("nua-it").resolve("e.sock");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    Path socket() {
        return socket;
    }

    /** The engine is gone: connections break, new ones are closed at once. */
    void cut() {
        cut = true;
        open.forEach(EngineProxy::close);
    }

    /** The engine is back. */
    void restore() {
        cut = false;
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel client = server.accept();
                if (cut) {
                    close(client);
                    continue;
                }
                SocketChannel behind = SocketChannel.open(UnixDomainSocketAddress.of(engine));
                open.add(client);
                open.add(behind);
                start(() -> pump(client, behind));
                start(() -> pump(behind, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(EngineProxy::close);
        Files.deleteIfExists(socket);
    }
}
