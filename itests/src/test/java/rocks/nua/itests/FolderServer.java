package rocks.nua.itests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A web server of this machine with the files of a new folder; a folder answers with its index.html. */
final class FolderServer implements AutoCloseable {
    private final HttpServer server;
    private final Path folder;

    /** For this machine alone. */
    FolderServer() {
        this("127.0.0.1");
    }

    /** At this address of the machine. */
    FolderServer(String host) {
        try {
            folder = Files.createTempDirectory("nua-it");
            server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Path named = folder.resolve(exchange.getRequestURI().getPath().substring(1));
        Path file = Files.isDirectory(named) ? named.resolve("index.html") : named;
        if (file.toString().endsWith(".html")) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
        }
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
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/" + path;
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        NuaPlatform.delete(folder);
    }
}
