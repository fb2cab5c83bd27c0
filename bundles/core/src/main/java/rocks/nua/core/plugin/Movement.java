package rocks.nua.core.plugin;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** What goes through the streams that a plugin is given in one call: as long as it moves, the call goes on. */
final class Movement {
    private volatile long last = System.nanoTime();
    private volatile Optional<IOException> failure = Optional.empty();
    private boolean possible;

    /** Whether there is any stream. */
    boolean possible() {
        return possible;
    }

    /** Since when nothing moved: since the call began or the last byte. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - last);
    }

    /** What the platform's own side of a stream threw, for which a plugin cannot be blamed. */
    Optional<IOException> failure() {
        return failure;
    }

    /** The same argument, watched where it is a stream. */
    Object watch(Object argument) {
        possible |= argument instanceof InputStream || argument instanceof OutputStream;
        if (argument instanceof InputStream in) {
            return new WatchedInput(in);
        }
        return argument instanceof OutputStream out ? new WatchedOutput(out) : argument;
    }

    /** A step that a stream makes; negative at its end. */
    private interface Step {
        int run() throws IOException;
    }

    private int moved(Step step) throws IOException {
        try {
            int result = step.run();
            if (result >= 0) {
                last = System.nanoTime();
            }
            return result;
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    private final class WatchedInput extends FilterInputStream {
        WatchedInput(InputStream from) {
            super(from);
        }

        @Override
        public int read() throws IOException {
            return moved(in::read);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return moved(() -> in.read(into, offset, length));
        }
    }

    private final class WatchedOutput extends FilterOutputStream {
        WatchedOutput(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            moved(() -> {
                out.write(one);
                return 1;
            });
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            moved(() -> {
                out.write(from, offset, length);
                return length;
            });
        }
    }
}
