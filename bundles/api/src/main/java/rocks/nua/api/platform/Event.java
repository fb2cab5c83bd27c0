package rocks.nua.api.platform;

import java.time.Instant;

/**
 * Something that happened, for people and for the audit.
 *
 * @param id rising; 0 before it is stored
 * @param at when
 * @param type a word with a dot: {@code deployment.succeeded}, {@code app.stopped} …
 * @param app name of the app; empty: the platform
 * @param caller who caused it; empty: the platform itself
 * @param message a sentence
 */
public record Event(long id, Instant at, String type, String app, String caller, String message) {}
