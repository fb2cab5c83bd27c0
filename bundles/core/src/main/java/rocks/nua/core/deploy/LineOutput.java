package rocks.nua.core.deploy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import rocks.nua.api.LineSink;

/** Bytes of a command's output cut into lines. For one thread. */
public final class LineOutput extends OutputStream {
    /** What prints without end must not fill the memory. */
    private static final int LONGEST_LINE = 1 << 16;

    private final LineSink lines;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    /** Writes to this. */
    public LineOutput(LineSink lines) {
        this.lines = lines;
    }

    @Override
    public void write(int b) {
        if (b == '\n' || partial.size() == LONGEST_LINE) {
            lines.line(partial.toString(StandardCharsets.UTF_8).stripTrailing());
            partial.reset();
        }
        if (b != '\n') {
            partial.write(b);
        }
    }

    @Override
    public void close() {
        if (partial.size() > 0) {
            write('\n');
        }
    }
}
