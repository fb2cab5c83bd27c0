package rocks.nua.engine.docker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads what a container says as the engine sends it: output and errors in one stream, in frames that tell which is which. */
final class Frames {
    private static final int LARGEST = 1 << 24;

    /** Takes one frame. */
    interface Taker {
        void frame(int stream, byte[] bytes) throws IOException;
    }

    private Frames() {}

    static void read(InputStream body, Taker taker) throws IOException {
        var in = new DataInputStream(body);
        while (true) {
            int stream = in.read();
            if (stream < 0) {
                return;
            }
            in.skipNBytes(3);
            int length = in.readInt();
            if (length < 0 || length > LARGEST) {
                throw new IOException("The engine sent a frame of " + length + " bytes");
            }
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            taker.frame(stream, bytes);
        }
    }

    /** Output and errors together, in the order in which they were said. */
    static void copy(InputStream body, OutputStream out) throws IOException {
        read(body, (stream, bytes) -> {
            out.write(bytes);
            out.flush();
        });
    }
}
