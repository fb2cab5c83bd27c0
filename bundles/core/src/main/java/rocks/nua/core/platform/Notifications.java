package rocks.nua.core.platform;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;
import rocks.nua.api.notify.Notifier;
import rocks.nua.api.platform.Event;
import rocks.nua.core.plugin.Contribution;
import rocks.nua.core.plugin.Plugins;

/** Tells each notifier what happens, from a queue of its own, so that a slow one holds up nobody. Thread-safe. */
public final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final int MOST_BEHIND = 1_000;

    private final Plugins plugins;
    private final Executor threads;
    /** Those that are being told something, with what comes next. */
    private final Map<Notifier, Queue<Event>> queues = new HashMap<>();

    /** Tells the notifiers that are here at that moment, on these threads. */
    public Notifications(Plugins plugins, Executor threads) {
        this.plugins = plugins;
        this.threads = threads;
    }

    /** Returns at once; what happens while the platform goes down is told to nobody. */
    public void tell(Event event) {
        try {
            plugins.notifiers().forEach(one -> queue(one, event));
        } catch (RejectedExecutionException e) {
            LOG.debug("Event {} is not told", event.id(), e);
        }
    }

    private synchronized void queue(Contribution<Notifier> to, Event event) {
        Queue<Event> behind = queues.get(to.service());
        if (behind == null) {
            queues.put(to.service(), new ArrayDeque<>());
            threads.execute(() -> tell(to, event));
            return;
        }
        if (behind.size() == MOST_BEHIND) {
            behind.remove();
        }
        behind.add(event);
    }

    private void tell(Contribution<Notifier> to, Event event) {
        try {
            to.service().tell(event);
        } catch (NuaException e) {
            LOG.warn("Notifier '{}' was not told of event {}: {}", to.name(), event.id(), e.getMessage());
        } finally {
            next(to);
        }
    }

    private synchronized void next(Contribution<Notifier> to) {
        Event event = queues.getOrDefault(to.service(), new ArrayDeque<>()).poll();
        if (event == null) {
            queues.remove(to.service());
        } else {
            threads.execute(() -> tell(to, event));
        }
    }
}
