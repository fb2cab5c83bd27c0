package rocks.nua.itests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A web server of this machine with the files of a new folder. */
final class FolderServer implements AutoCloseable {
    private final HttpServer server;
    private final Path folder;

    FolderServer() {
        try {
            folder = Files.createTempDirectory("nua-it");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
        boolean there = Files.isRegularFile(file);
        exchange.sendResponseHeaders(there ? 200 : 404, there ? Files.size(file) : -1);
        if (there) {
            Files.copy(file, exchange.getResponseBody());
        }
        exchange.close();
    }

    /** A place for a file; the folders above it are there. */
    Path file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        NuaPlatform.delete(folder);
    }
}
