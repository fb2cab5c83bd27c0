package rocks.nua.core.plugin;

import java.time.Instant;

/**
 * A bundle whose code is not called any more.
 *
 * @param bundle symbolic name and version
 * @param reason what it did, a sentence
 * @param since when it was cut off
 */
public record Quarantine(String bundle, String reason, Instant since) {}
