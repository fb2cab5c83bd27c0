package rocks.nua.rest;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sends what is written at once, so that whoever watches a command sees it work. */
final class PromptOutput extends FilterOutputStream {
    PromptOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
