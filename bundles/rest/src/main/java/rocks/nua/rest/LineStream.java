package rocks.nua.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import rocks.nua.api.LineSink;

/** Lines on their way to one client, plain or as server-sent events. */
final class LineStream implements LineSink {
    private final OutputStream out;
    private final boolean events;
    private boolean broken;

    LineStream(OutputStream out, boolean events) {
        this.out = out;
        this.events = events;
    }

    @Override
    public void line(String text) {
        send(events ? "data: " + text.replace("\r", "") + "\n\n" : text + "\n");
    }

    /** An event with a name. */
    void event(String name, String data) {
        send("event: " + name + "\ndata: " + data + "\n\n");
    }

    /** Whether the client has gone. */
    boolean broken() {
        return broken;
    }

    private void send(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            broken = true;
            throw new UncheckedIOException(e);
        }
    }
}
