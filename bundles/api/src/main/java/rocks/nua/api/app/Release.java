package rocks.nua.api.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.Secret;

/**
 * An image with all that is needed to run it again: the unit of rollback. Never changed once made.
 *
 * @param app its app
 * @param number 1, 2, 3 … within the app
 * @param image id of the image
 * @param builder name of the builder that planned it
 * @param start command of the web process; empty: the image's own
 * @param port port on which the web process listens, 1 to 65535
 * @param env the whole environment
 * @param spec what the manifest said
 * @param source where it came from, for people
 * @param createdAt when it was made
 */
public record Release(
        AppName app,
        int number,
        ImageRef image,
        String builder,
        List<String> start,
        int port,
        Map<String, Secret> env,
        AppSpec spec,
        String source,
        Instant createdAt) {

    /** Copies; the environment is sorted by name. */
    public Release {
        start = List.copyOf(start);
        env = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(env));
    }
}
