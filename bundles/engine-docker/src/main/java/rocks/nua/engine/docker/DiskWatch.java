package rocks.nua.engine.docker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Does something once when a disk has lost more free space than allowed or is nearly full, unless it is closed before. It sees the disk as a whole: what
 * others write meanwhile counts too. Needs no thread of its own.
 */
final class DiskWatch implements AutoCloseable {
    private static final long SECONDS = 1;
    /** Left to those who run. */
    private static final long RESERVE = 1L << 30;

    private final LongSupplier free;
    private final long least;
    private final Runnable action;
    private volatile boolean closed;
    private volatile boolean over;

    /** @param free bytes; below 0: not known, and nothing is done */
    DiskWatch(LongSupplier free, long most, Runnable action) {
        this.free = free;
        long now = free.getAsLong();
        this.least = Math.max(now - most, Math.min(RESERVE, now / 2));
        this.action = action;
        later();
    }

    boolean over() {
        return over;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void later() {
        CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(this::look);
    }

    private void look() {
        if (closed) {
            return;
        }
        long now = free.getAsLong();
        if (now >= 0 && now < least) {
            over = true;
            action.run();
        } else {
            later();
        }
    }
}
