package rocks.nua.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Git over HTTP on loopback, for {@code ada} with the password {@code s3cret} only. */
final class GitServer implements AutoCloseable {
    private static final String LOGIN = "Basic " + Base64.getEncoder().encodeToString("ada:s3cret".getBytes(UTF_8));

    private final HttpServer server;
    private final Repository repository;

    GitServer(Repository repository) throws IOException {
        this.repository = repository;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/shop.git", this::serve);
        server.start();
    }

    String url(String login) {
        return "http://" + login + "127.0.0.1:" + server.getAddress().getPort() + "/shop.git";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            UploadPack upload = new UploadPack(repository);
            upload.setBiDirectionalPipe(false);
            if (exchange.getRequestURI().getPath().endsWith("/info/refs")) {
                answer(exchange, "application/x-git-upload-pack-advertisement");
                PacketLineOut lines = new PacketLineOut(exchange.getResponseBody());
                lines.writeString("# service=git-upload-pack\n");
                lines.end();
                upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            } else {
                answer(exchange, "application/x-git-upload-pack-result");
                boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                upload.upload(gzip ? new GZIPInputStream(body) : body, exchange.getResponseBody(), null);
            }
        }
    }

    private static void answer(HttpExchange exchange, String type) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
