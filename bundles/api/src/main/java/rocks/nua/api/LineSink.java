package rocks.nua.api;

/**
 * Takes lines of text as they come, such as a log. A sink whose reader has gone throws
 * {@link java.io.UncheckedIOException}; the sender then stops. Called by one thread at a time.
 */
@FunctionalInterface
@org.osgi.annotation.versioning.ConsumerType
public interface LineSink {
    /** One line, without its end. */
    void line(String text);
}
