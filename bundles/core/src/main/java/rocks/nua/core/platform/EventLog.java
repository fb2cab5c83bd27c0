package rocks.nua.core.platform;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.platform.Event;
import rocks.nua.api.store.Store;

/** What happens on the platform: kept in the store and told to whoever follows. */
public final class EventLog {
    /** A follower that reads slower than this many events behind loses the oldest ones. */
    private static final int MOST_BEHIND = 1_000;

    private final Store store;
    private final Consumer<Event> listener;
    private final List<BlockingQueue<Event>> followers = new CopyOnWriteArrayList<>();

    /** Tells the listener too, which returns at once. */
    public EventLog(Store store, Consumer<Event> listener) {
        this.store = store;
        this.listener = listener;
    }

    /** Something happened to an app. */
    public void add(String type, AppName app, String caller, String message) {
        tell(new Event(0, Instant.now(), type, app.value(), caller, message));
    }

    /** Something happened to the platform. */
    public void add(String type, Caller caller, String message) {
        tell(new Event(0, Instant.now(), type, "", caller.name(), message));
    }

    /** Something happened that nobody asked for. */
    public void add(String type, String message) {
        tell(new Event(0, Instant.now(), type, "", "", message));
    }

    private void tell(Event event) {
        Event stored = store.add(event);
        listener.accept(stored);
        for (BlockingQueue<Event> follower : followers) {
            while (!follower.offer(stored)) {
                follower.poll();
            }
        }
    }

    List<Event> newest(int most) {
        return store.events(Math.max(1, Math.min(most, 1_000)));
    }

    /** Hands over each event until the taker throws or the thread is interrupted. */
    void follow(Consumer<Event> taker) {
        BlockingQueue<Event> queue = new LinkedBlockingQueue<>(MOST_BEHIND);
        followers.add(queue);
        try {
            while (true) {
                taker.accept(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            followers.remove(queue);
        }
    }
}
