package rocks.nua.core.fleet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;

/** Asks a container once whether it is well. */
final class Probe {
    /** A line of the kernel's table of sockets in state 0A, listening, on all addresses; Docker's own resolver is on loopback. */
    private static final Pattern LISTENING =
            Pattern.compile("^ *\\d+: 0+:([0-9A-F]{4}) [0-9A-F]+:0000 0A ", Pattern.MULTILINE);

    static final String SILENT = "nothing listens on port ";

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
            return SILENT + port;
        }
        return check instanceof HealthCheck.Http said
                ? get(container, port, said.path(), said.timeout(), 399)
                : conventional(container, port, check.timeout());
    }

    private static String conventional(Container container, int port, Duration timeout) {
        String seen = get(container, port, "/", timeout, 499);
        if (!seen.startsWith(NO_HTTP)) {
            return seen;
        }
        // a server that opens its port before it loads the app, and ends with it, is no server of another protocol
        return listens(container, port) ? "" : SILENT + port;
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

    /** Where the container listens instead, as a phrase; empty where that cannot be told, as without {@code cat}. */
    String elsewhere(Container container, int port) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        try {
            engine.exec(
                    container.name(),
                    List.of("cat", "/proc/net/tcp", "/proc/net/tcp6"),
                    InputStream.nullInputStream(),
                    table,
                    Duration.ofSeconds(5));
        } catch (NuaException e) {
            return "";
        }
        String ports = LISTENING
                .matcher(table.toString(StandardCharsets.US_ASCII))
                .results()
                .map(found -> Integer.parseInt(found.group(1), 16))
                .filter(other -> other != port)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return ports.isEmpty()
                ? "; let the app listen on 0.0.0.0 and the port that the variable PORT tells"
                : "; it listens on " + ports
                        + ": let it take the port from the variable PORT, or set [port.web] container";
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
