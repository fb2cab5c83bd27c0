package rocks.nua.core.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;

/** One thing at a time for each app, several apps at once. Thread-safe. */
public final class Turns {
    private static final int MOST_WAITING = 20;

    private final ExecutorService threads;
    /** Apps that have their turn now, with what waits for the next one. */
    private final Map<AppName, Deque<Supplier<Runnable>>> turns = new HashMap<>();

    /** Work that waits runs on these threads. */
    public Turns(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * Runs the work on another thread when the app's earlier work is done, and what it returns once its turn is over, so that
     * whoever learns of the end finds the app free. CONFLICT when too much waits.
     */
    public void queue(AppName app, Supplier<Runnable> work) {
        synchronized (turns) {
            Deque<Supplier<Runnable>> waiting = turns.get(app);
            if (waiting != null) {
                if (waiting.size() >= MOST_WAITING) {
                    throw NuaException.conflict(
                            "Too many deployments of '" + app + "' wait already: let them end first.");
                }
                waiting.add(work);
                return;
            }
            turns.put(app, new ArrayDeque<>());
        }
        threads.execute(() -> turn(app, work));
    }

    /** Runs the work at once on this thread; CONFLICT when the app is at something. */
    public <T> T now(AppName app, Supplier<T> work) {
        synchronized (turns) {
            if (turns.containsKey(app)) {
                throw NuaException.conflict(
                        "A deployment of '" + app + "' is under way: wait for its end, then try again.");
            }
            turns.put(app, new ArrayDeque<>());
        }
        try {
            return work.get();
        } finally {
            next(app);
        }
    }

    /** Runs the work at once on this thread; does nothing when the app is at something. */
    public void unlessBusy(AppName app, Runnable work) {
        synchronized (turns) {
            if (turns.containsKey(app)) {
                return;
            }
            turns.put(app, new ArrayDeque<>());
        }
        try {
            work.run();
        } finally {
            next(app);
        }
    }

    /** Whether the app is at something. */
    public boolean busy(AppName app) {
        synchronized (turns) {
            return turns.containsKey(app);
        }
    }

    private void turn(AppName app, Supplier<Runnable> work) {
        Runnable after = () -> {};
        try {
            after = work.get();
        } finally {
            next(app);
            after.run();
        }
    }

    private void next(AppName app) {
        synchronized (turns) {
            Deque<Supplier<Runnable>> waiting = turns.getOrDefault(app, new ArrayDeque<>());
            Supplier<Runnable> work = waiting.poll();
            if (work == null) {
                turns.remove(app);
            } else {
                threads.execute(() -> turn(app, work));
            }
        }
    }
}
