package rocks.nua.core.fleet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;

/** Asks a container once whether it is well. */
final class Probe {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Engine engine;

    Probe(Engine engine) {
        this.engine = engine;
    }

    /** Empty when it is well, else a phrase that says what was seen. */
    String ask(Container container, int port, HealthCheck check) throws InterruptedException {
        if (check instanceof HealthCheck.Exec exec) {
            int status = engine.exec(
                    container.name(),
                    List.of("/bin/sh", "-c", exec.command()),
                    new ByteArrayInputStream(new byte[0]),
                    OutputStream.nullOutputStream(),
                    exec.timeout());
            return status == 0 ? "" : "the health command ended with status " + status;
        }
        if (!listens(container, port)) {
            return "nothing listens on port " + port;
        }
        return check instanceof HealthCheck.Http said
                ? get(container, port, said.path(), said.timeout(), 399)
                : conventional(container, port, check.timeout());
    }

    private String conventional(Container container, int port, Duration timeout) throws InterruptedException {
        String seen = get(container, port, "/", timeout, 499);
        return seen.startsWith("no HTTP") ? "" : seen;
    }

    private String get(Container container, int port, String path, Duration timeout, int mostStatus)
            throws InterruptedException {
        try {
            URI address = URI.create("http://" + container.address() + ":" + port + path);
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(timeout)
                    .header("User-Agent", "nua-health")
                    .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status >= 200 && status <= mostStatus ? "" : path + " answers with HTTP status " + status;
        } catch (java.net.http.HttpTimeoutException e) {
            return path + " does not answer within " + timeout.toSeconds() + " s";
        } catch (IOException e) {
            return "no HTTP answer on port " + port;
        }
    }

    private static boolean listens(Container container, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(container.address(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
