package rocks.nua.core.plugin;

import java.time.Instant;
import java.util.Optional;

/** How a bundle has behaved since it was installed or last replaced. Thread-safe. */
final class Standing {
    private static final int MOST_FAULTS = 3;

    private final String bundle;
    private int faults;
    private Optional<Quarantine> quarantine = Optional.empty();

    Standing(String bundle) {
        this.bundle = bundle;
    }

    synchronized Optional<Quarantine> quarantine() {
        return quarantine;
    }

    /** A call went well, and what was before is forgiven. */
    synchronized void good() {
        faults = 0;
    }

    /** A call went wrong; returns the quarantine where this was once too often. */
    synchronized Optional<Quarantine> bad(String finding) {
        faults++;
        return faults < MOST_FAULTS ? Optional.empty() : cutOff(finding + " (" + faults + " times in a row)");
    }

    /** Something that must not happen twice; returns the quarantine where there was none yet. */
    synchronized Optional<Quarantine> cutOff(String finding) {
        if (quarantine.isPresent()) {
            return Optional.empty();
        }
        quarantine = Optional.of(new Quarantine(bundle, finding + ".", Instant.now()));
        return quarantine;
    }

    synchronized void lift() {
        faults = 0;
        quarantine = Optional.empty();
    }
}
