package rocks.nua.api.service;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.LineSink;
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
     * @param dumps how many dumps are kept on the disk
     * @param memoryBytes what it uses; 0 while it does not run
     * @param exposed address and port of this machine that lead to it; empty: none
     * @param note what is under way or waits for somebody; empty: nothing
     * @param facts what the server says of itself; empty in lists and while it does not run
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
            String exposed,
            String note,
            List<Fact> facts,
            Instant createdAt) {
        /** Copies. */
        public Status {
            apps = List.copyOf(apps);
            facts = List.copyOf(facts);
        }
    }

    /**
     * Something that a server says of itself.
     *
     * @param name such as {@code version}, {@code connections}, {@code size} or {@code slowest}; may come several times
     * @param value for people
     */
    record Fact(String name, String value) {}

    /**
     * A kept copy of what one app has in a service.
     *
     * @param id unique in the service
     * @param app whose data it is
     * @param sizeBytes its size
     * @param createdAt when it was begun
     * @param stores where it is: {@code disk}, and the names of backup stores
     */
    record Dump(String id, String app, long sizeBytes, Instant createdAt, List<String> stores) {
        /** Copies. */
        public Dump {
            stores = List.copyOf(stores);
        }
    }

    /** What can be created, by type. */
    List<Offer> offers(Caller caller);

    /** All services, by name, without their facts. */
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

    /**
     * Gives an app other credentials and deploys its release again with them; the former ones work until no container of before is
     * left, or again when that deployment fails. Returns the deployment as {@link #link} does.
     *
     * @throws rocks.nua.api.NuaException CONFLICT for a kind of service whose credentials cannot be rotated, and while the app is
     *     stopped or an earlier rotation goes on
     */
    List<Deployment> rotate(ServiceName service, AppName app, Caller caller);

    /**
     * Lets the service be reached at a port of this machine's loopback address, also after a restart of the platform, until
     * {@link #unexpose}.
     *
     * @param port 0: any that is free, or the one it has
     * @throws rocks.nua.api.NuaException CONFLICT when the port is taken, BAD_REQUEST when it is none
     */
    Status expose(ServiceName service, int port, Caller caller);

    /** Takes that back, connections that are open included; fine when it is not exposed. */
    Status unexpose(ServiceName service, Caller caller);

    /**
     * Builds the image of the service's server anew, with today's packages on the base image that is here, and replaces the server,
     * which keeps its data; from its end to the start of the next, some seconds, apps get errors. Returns when it takes connections.
     */
    Status renew(ServiceName service, Caller caller);

    /**
     * Talks to what an app has in the service by the service's own client, with the app's rights; returns the client's exit status.
     *
     * @param app name of the app; empty: the only one
     * @param in what the person says
     * @throws rocks.nua.api.NuaException CONFLICT for a kind of service without a client, or when several apps are linked and none is
     *     named
     */
    int console(ServiceName service, String app, InputStream in, OutputStream out, Duration limit, Caller caller);

    /** Makes a service of the same type and version that holds the same data; no app is linked to it, but each finds its own. */
    Status copy(ServiceName service, ServiceName copy, Caller caller);

    /**
     * The dumps that are kept on the disk and in backup stores, newest first.
     *
     * @param notes gets a sentence for each backup store that does not answer
     */
    List<Dump> dumps(ServiceName service, LineSink notes, Caller caller);

    /** Copies what an app has in the service. */
    Dump dump(ServiceName service, AppName app, Caller caller);

    /**
     * Puts a dump back in place of what its app has in the service: all of it, or nothing. One that is not on the disk comes from the
     * first backup store that has it.
     */
    void restore(ServiceName service, String dump, Caller caller);

    /**
     * Dumps everything once more, then removes the service with its data; the dumps stay. What an upgrade has kept goes as well.
     *
     * @throws rocks.nua.api.NuaException CONFLICT while an app is linked
     */
    void destroy(ServiceName service, Caller caller);
}
