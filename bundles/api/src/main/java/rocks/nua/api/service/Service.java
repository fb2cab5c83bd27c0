package rocks.nua.api.service;

import java.time.Instant;

/**
 * A backing service that somebody made.
 *
 * @param name its name
 * @param type name of its plugin
 * @param version one of the plugin's
 * @param createdAt when it was made
 */
public record Service(ServiceName name, String type, String version, Instant createdAt) {}
