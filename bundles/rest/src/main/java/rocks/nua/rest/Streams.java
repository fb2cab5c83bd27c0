package rocks.nua.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.function.Consumer;

/** Answers that are sent line by line while they come, until their client has gone. */
final class Streams {
    private final Departures departures;

    Streams(Departures departures) {
        this.departures = departures;
    }

    /** Each line as it is. */
    StreamingOutput text(HttpServletRequest request, Consumer<LineStream> source) {
        int[] ports = Departures.ports(request);
        return out -> send(new LineStream(out, false), ports, source);
    }

    /** A server-sent event per line. */
    StreamingOutput events(HttpServletRequest request, Consumer<LineStream> source) {
        int[] ports = Departures.ports(request);
        return out -> send(new LineStream(out, true), ports, source);
    }

    private void send(LineStream to, int[] ports, Consumer<LineStream> source) {
        try (Departures.Watch watch = departures.watch(ports[0], ports[1])) {
            try {
                source.accept(to);
            } catch (RuntimeException e) {
                if (!to.broken() && !watch.departed()) {
                    throw e;
                }
            }
        }
    }
}
