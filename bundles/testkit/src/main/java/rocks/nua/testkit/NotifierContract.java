package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import rocks.nua.api.notify.Notifier;
import rocks.nua.api.platform.Event;

/** What every notifier must keep. */
public abstract class NotifierContract {
    private static final Event EVENT = new Event(
            7,
            Instant.EPOCH,
            "deployment.failed",
            "shop",
            "anna",
            "Failed at BUILD: npm said \"no\"\u2026\nTry again.");

    /** The notifier under test, which tells {@link #told}. */
    protected abstract Notifier notifier();

    /** All that has been told since the notifier was made, as far as it can be seen from outside. */
    protected abstract String told();

    @Test
    void tellsWhatHappenedToWhichApp() {
        notifier().tell(EVENT);
        assertTrue(told().contains("shop"), "the app is not told: " + told());
        assertTrue(told().contains("Failed at BUILD"), "the message is not told: " + told());
    }

    @Test
    void takesEventsThatAreOfNoAppAndOfNobody() {
        assertDoesNotThrow(
                () -> notifier().tell(new Event(8, Instant.EPOCH, "plugin.quarantined", "", "", "It hung.")));
    }
}
