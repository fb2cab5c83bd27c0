package rocks.nua.api.notify;

import org.osgi.annotation.versioning.ConsumerType;
import rocks.nua.api.platform.Event;

/**
 * Tells somebody outside what happens on the platform. A service with {@link rocks.nua.api.Plugin}; the platform calls it from a
 * queue of its own, with a time limit of 20 s, for one event at a time. One that is slower than the events loses the oldest.
 */
@ConsumerType
public interface Notifier {
    /**
     * Tells of one event.
     *
     * @throws rocks.nua.api.NuaException UNAVAILABLE where nobody could be told, with a sentence for the log; the event is not told again
     */
    void tell(Event event);
}
