package rocks.nua.engine.docker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does something once when a time is over, unless it is closed before. Needs no thread of its own. */
final class Deadline implements AutoCloseable {
    private final CompletableFuture<Boolean> clock = new CompletableFuture<>();

    Deadline(Duration limit, Runnable action) {
        var unused = clock.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).whenCompleteAsync((done, over) -> {
            if (over instanceof TimeoutException) {
                action.run();
            }
        });
    }

    boolean over() {
        return clock.isCompletedExceptionally();
    }

    @Override
    public void close() {
        clock.complete(true);
    }
}
