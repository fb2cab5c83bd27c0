package rocks.nua.api.service;

import java.time.Instant;

/**
 * A backing service that somebody made.
 *
 * @param name its name
 * @param type name of its plugin
 * @param version one of the plugin's
 * @param instance counts its servers from 1: an upgrade moves the data to the next
 * @param port where it is exposed on loopback; 0: nowhere
 * @param createdAt when it was made
 */
public record Service(ServiceName name, String type, String version, int instance, int port, Instant createdAt) {
    /** One that was never upgraded, and is not exposed. */
    public Service(ServiceName name, String type, String version, Instant createdAt) {
        this(name, type, version, 1, 0, createdAt);
    }

    /** The same served by another server. */
    public Service at(String otherVersion, int otherInstance) {
        return new Service(name, type, otherVersion, otherInstance, port, createdAt);
    }

    /** The same exposed elsewhere. */
    public Service exposed(int otherPort) {
        return new Service(name, type, version, instance, otherPort, createdAt);
    }
}
