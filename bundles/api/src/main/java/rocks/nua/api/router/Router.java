package rocks.nua.api.router;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Brings requests from outside to containers. Serves on while the platform is away. Thread-safe. */
@ProviderType
public interface Router {
    /**
     * Makes this the complete table: what is not in it is not routed. Starts the router where it does not run.
     * Idempotent; returns when every new request follows the table. Loses no request: those in flight finish where they are.
     *
     * @throws rocks.nua.api.NuaException UNAVAILABLE when the router cannot be started or does not answer; the old table holds
     */
    void apply(List<Route> whole);

    /**
     * Builds the router's image anew and runs it where it is another one: from the end of the former to the listening of the next,
     * about a second, connections are refused.
     *
     * @throws rocks.nua.api.NuaException UNAVAILABLE when the image cannot be built, and the former serves on
     */
    void renew();

    /** Requests and connections from the router that a target still has open. */
    int connections(Target target);

    /** Where the router answers plain HTTP on this machine, as {@code http://host[:port]} is written after a domain. */
    int httpPort();
}
