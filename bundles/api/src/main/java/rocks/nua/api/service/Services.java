package rocks.nua.api.service;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.app.Deployment;

/**
 * The backing services of the platform. Every call checks the caller's permission first and throws
 * {@link rocks.nua.api.NuaException}: DENIED, NOT_FOUND for a service, app, link or dump that does not exist, UNAVAILABLE when the
 * engine or store does not answer. Thread-safe.
 */
@ProviderType
public interface Services {
    /**
     * A type that can be created.
     *
     * @param type its name
     * @param versions newest first
     * @param bundle symbolic name and version of its plugin's bundle
     */
    record Offer(String type, List<String> versions, String bundle) {}

    /**
     * A service as it is now.
     *
     * @param name its name
     * @param type name of its plugin
     * @param version its version
     * @param state running, or the engine's word for what else its container is; {@code absent}: there is none
     * @param apps names of the apps that are linked
     * @param dumps how many dumps are kept
     * @param memoryBytes what it uses; 0 while it does not run
     * @param createdAt when it was made
     */
    record Status(
            String name,
            String type,
            String version,
            String state,
            List<String> apps,
            int dumps,
            long memoryBytes,
            Instant createdAt) {
        /** Copies. */
        public Status {
            apps = List.copyOf(apps);
        }
    }

    /**
     * A kept copy of what one app has in a service.
     *
     * @param id unique in the service
     * @param app whose data it is
     * @param sizeBytes its size
     * @param createdAt when it was made
     */
    record Dump(String id, String app, long sizeBytes, Instant createdAt) {}

    /** What can be created, by type. */
    List<Offer> offers(Caller caller);

    /** All services, by name. */
    List<Status> list(Caller caller);

    /** One service. */
    Status get(ServiceName service, Caller caller);

    /**
     * Makes a service and returns when it takes connections.
     *
     * @param version a version or range of versions, as {@code 17} or {@code >=15}; empty: the newest
     * @throws rocks.nua.api.NuaException CONFLICT when the name is taken, BAD_REQUEST for a type or version that nobody offers
     */
    Status create(ServiceName service, String type, String version, Caller caller);

    /** Gives an app its own database; returns the deployment that brings the variables into a running app, or nothing. */
    List<Deployment> link(ServiceName service, AppName app, Caller caller);

    /** Takes an app's access away and keeps its data; returns the deployment as {@link #link} does. */
    List<Deployment> unlink(ServiceName service, AppName app, Caller caller);

    /** The dumps that are kept, newest first. */
    List<Dump> dumps(ServiceName service, Caller caller);

    /** Copies what an app has in the service. */
    Dump dump(ServiceName service, AppName app, Caller caller);

    /** Puts a dump back in place of what its app has in the service: all of it, or nothing. */
    void restore(ServiceName service, String dump, Caller caller);

    /**
     * Dumps everything once more, then removes the service with its data; the dumps stay.
     *
     * @throws rocks.nua.api.NuaException CONFLICT while an app is linked
     */
    void destroy(ServiceName service, Caller caller);
}
