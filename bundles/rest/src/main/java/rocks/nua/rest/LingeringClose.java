package rocks.nua.rest;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * An answer to a client that is still sending: what it sends on is read for a moment, since a connection that is closed before is reset,
 * and the client may lose the answer with it (RFC 9112, 9.6). The answer needs its length as a header, so that the client can end.
 */
final class LingeringClose implements StreamingOutput {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final byte[] answer;
    private final InputStream rest;

    /** The rest is what was not read of the request's body. */
    LingeringClose(byte[] answer, InputStream rest) {
        this.answer = answer;
        this.rest = rest;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write(answer);
        out.flush();
        Instant limit = Instant.now().plus(LIMIT);
        byte[] ignored = new byte[64 << 10];
        try {
            int read;
            do {
                read = rest.read(ignored);
            } while (read >= 0 && Instant.now().isBefore(limit));
        } catch (IOException e) {
            // the client has gone, with its answer
        }
    }
}
