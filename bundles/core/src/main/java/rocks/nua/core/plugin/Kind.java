package rocks.nua.core.plugin;

import java.time.Duration;

/**
 * Something that plugins contribute.
 *
 * @param word what people call it, as in a sentence's beginning
 * @param type what a plugin implements
 * @param limit how long one call may take that is given no streams
 */
record Kind<T>(String word, Class<T> type, Duration limit) {}
