package rocks.nua.api.platform;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.Caller;
import rocks.nua.api.Secret;

/** The platform itself. Thread-safe. */
@ProviderType
public interface Platform {
    /**
     * A check of the doctor.
     *
     * @param name what was looked at
     * @param good whether all is well
     * @param finding what was found, a sentence
     * @param fix what to do; empty when all is well
     */
    record Check(String name, boolean good, String finding, String fix) {}

    /**
     * One screen of health.
     *
     * @param version of the platform
     * @param state {@code ready}, {@code starting} or {@code degraded}
     * @param message why it is not ready; empty when it is
     * @param engine engine and version; empty: it does not answer
     * @param domain default domain of the apps
     * @param apps number of apps
     * @param runningApps number of apps that run as wanted
     * @param builders names of the builders
     * @param memoryBytes memory of the platform's own process
     */
    record Status(
            String version,
            String state,
            String message,
            String engine,
            String domain,
            int apps,
            int runningApps,
            List<String> builders,
            long memoryBytes) {
        /** Copies the list. */
        public Status {
            builders = List.copyOf(builders);
        }
    }

    /**
     * A builder that can be used now.
     *
     * @param name its name
     * @param order its place among the builders
     * @param bundle symbolic name and version of the bundle it comes from
     */
    record BuilderInfo(String name, int order, String bundle) {}

    /** Whether the platform answers and is ready, without login: {@code ready}, {@code starting} or {@code degraded}. */
    String health();

    /** One screen of health. */
    Status status(Caller caller);

    /** Looks at everything the platform needs; never throws for what it finds. */
    List<Check> doctor(Caller caller);

    /** The builders, in the order in which they are asked. */
    List<BuilderInfo> builders(Caller caller);

    /** The newest events, oldest first, at most 1000. */
    List<Event> events(int most, Caller caller);

    /** Gets every event from now on until it throws. Returns when it did. */
    void follow(java.util.function.Consumer<Event> to, Caller caller);

    /** Who holds this token; empty when nobody does. Takes the same time either way. */
    Optional<Caller> authenticate(Secret token);

    /** The same with the name that was given beside; what is no token may be the user's password. */
    default Optional<Caller> authenticate(String user, Secret secret) {
        return authenticate(secret);
    }
}
