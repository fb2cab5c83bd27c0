package rocks.nua.api;

/**
 * A text that must not be seen: it prints as {@code ***} and is told only by {@link #reveal()}.
 * Immutable; equal to another secret with the same text.
 */
public final class Secret {
    private final String text;

    /** Wraps the text. */
    public Secret(String text) {
        this.text = java.util.Objects.requireNonNull(text);
    }

    /** The text itself: for the one place that hands it over, never for a log, label or reply. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
