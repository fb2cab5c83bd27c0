package rocks.nua.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;

/**
 * The output of containers. It is read in the thread of the caller, so nothing is left behind when the sink throws; a follower of
 * a silent container ends when its thread is interrupted.
 */
final class Logs {
    private static final int LONGEST_LINE = 1 << 18;

    private final EngineClient client;

    Logs(EngineClient client) {
        this.client = client;
    }

    void read(String container, Instant since, boolean follow, LineSink to) {
        String path = "/containers/" + container + "/logs?stdout=1&stderr=1&timestamps=1&follow=" + (follow ? 1 : 0)
                + "&since=" + Math.max(0, since.getEpochSecond()) + String.format(".%09d", since.getNano());
        try (Response response =
                client.stream(Request.builder().method(Method.GET).path(path).build())) {
            lines(response, to);
        } catch (NuaException e) {
            boolean gone = e.kind() == Kind.NOT_FOUND || e.kind() == Kind.CONFLICT; // absent, or on its way out
            if (!gone) {
                throw e;
            }
        }
    }

    private void lines(Response response, LineSink to) {
        Map<Integer, Line> open = new TreeMap<>();
        try {
            Frames.read(response.getBody(), (stream, bytes) -> open.computeIfAbsent(stream, one -> new Line(to))
                    .add(bytes));
        } catch (IOException e) {
            throw client.errors().explained(new UncheckedIOException(e));
        }
        open.values().forEach(Line::end);
    }

    /** A line that arrives in pieces, each of which the engine leads with the time again. */
    private static final class Line {
        private final LineSink to;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        Line(LineSink to) {
            this.to = to;
        }

        void add(byte[] bytes) {
            int from = text.size() > 0 ? afterTime(bytes) : 0;
            boolean whole = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
            text.write(bytes, from, bytes.length - from - (whole ? 1 : 0));
            if (whole || text.size() > LONGEST_LINE) {
                end();
            }
        }

        void end() {
            if (text.size() > 0) {
                String line = text.toString(StandardCharsets.UTF_8);
                text.reset();
                to.line(line);
            }
        }

        private static int afterTime(byte[] bytes) {
            for (int i = 0; i < Math.min(bytes.length, 40); i++) {
                if (bytes[i] == ' ') {
                    return i + 1;
                }
            }
            return 0;
        }
    }
}
