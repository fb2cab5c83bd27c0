package rocks.nua.core.fleet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;

/** Asks a container once whether it is well. */
final class Probe {
    private static final String NO_HTTP = "no HTTP answer on port ";

    private final Engine engine;

    Probe(Engine engine) {
        this.engine = engine;
    }

    /** Empty when it is well, else a phrase that says what was seen. */
    String ask(Container container, int port, HealthCheck check) {
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

    private static String conventional(Container container, int port, Duration timeout) {
        String seen = get(container, port, "/", timeout, 499);
        return seen.startsWith(NO_HTTP) ? "" : seen;
    }

    /** Closes its connection: one that is kept would look like a request in flight when the container is drained. */
    private static String get(Container container, int port, String path, Duration timeout, int mostStatus) {
        try {
            URI address = URI.create("http://" + container.address() + ":" + port + path);
            HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            request.setInstanceFollowRedirects(false);
            request.setConnectTimeout((int) timeout.toMillis());
            request.setReadTimeout((int) timeout.toMillis());
            request.setRequestProperty("Connection", "close");
            request.setRequestProperty("User-Agent", "nua-health");
            try {
                int status = request.getResponseCode();
                boolean spoken = status >= 100;
                boolean good = status >= 200 && status <= mostStatus;
                return good ? "" : spoken ? path + " answers with HTTP status " + status : NO_HTTP + port;
            } finally {
                request.disconnect();
            }
        } catch (SocketTimeoutException e) {
            return path + " does not answer within " + timeout.toSeconds() + " s";
        } catch (IOException e) {
            return NO_HTTP + port;
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
