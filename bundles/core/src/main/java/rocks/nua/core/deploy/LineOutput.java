package rocks.nua.core.deploy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import rocks.nua.api.LineSink;

/** Bytes of a command's output cut into lines. */
final class LineOutput extends OutputStream {
    private final LineSink lines;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    LineOutput(LineSink lines) {
        this.lines = lines;
    }

    @Override
    public void write(int b) {
        if (b == '\n') {
            lines.line(partial.toString(StandardCharsets.UTF_8).stripTrailing());
            partial.reset();
        } else {
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
