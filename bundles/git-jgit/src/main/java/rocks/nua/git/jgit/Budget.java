package rocks.nua.git.jgit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import rocks.nua.api.NuaException;

/** What one checkout with all its submodules may still take. */
final class Budget {
    private static final int MOST_FILES = 200_000;

    private final long limitBytes;
    private final long deadline;
    private long written;
    private int files;

    Budget(long limitBytes, Duration time) {
        this.limitBytes = limitBytes;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    long limitBytes() {
        return limitBytes;
    }

    int files() {
        return files;
    }

    long written() {
        return written;
    }

    /** Takes a file that will be written. */
    void write(long bytes) {
        files++;
        written += bytes;
        if (written > limitBytes) {
            throw tooLarge("is over " + limitBytes / (1 << 20) + " MiB");
        }
        if (files > MOST_FILES) {
            throw tooLarge("has more than " + MOST_FILES + " files");
        }
    }

    /** The same stream; stops when more comes than may be received, or when the time is over. */
    InputStream received(InputStream in) {
        return new FilterInputStream(in) {
            private long received;

            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int many = super.read(into, offset, length);
                count(Math.max(0, many));
                return many;
            }

            private void count(int bytes) {
                received += bytes;
                if (received > limitBytes) {
                    throw tooLarge("sends more than " + limitBytes / (1 << 20) + " MiB");
                }
                if (over()) {
                    throw new NuaException(
                            NuaException.Kind.UNAVAILABLE,
                            "The git repository takes too long to send. Try again later.");
                }
            }
        };
    }

    /** Cancels what it monitors when the time is over. */
    EmptyProgressMonitor monitor() {
        return new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
                return over();
            }
        };
    }

    boolean over() {
        return System.nanoTime() - deadline > 0;
    }

    private static NuaException tooLarge(String why) {
        return new NuaException(
                NuaException.Kind.TOO_LARGE, "The git repository " + why + ". Take large files out of it.");
    }
}
