package rocks.nua.api.extension;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Routes of the API below {@code /api/v1/x/NAME}, where the name is that of {@link rocks.nua.api.Plugin}. The paths of its JAX-RS
 * annotations are relative to that. Each method has {@link Requires}; one without it keeps the plugin from being published.
 * A method is called with a time limit of 30 s on a thread of its own: what it needs of JAX-RS, the
 * {@link rocks.nua.api.Caller} too, comes by {@code @Context} as an argument. Must be thread-safe.
 */
@ConsumerType
public interface RestResource {
    /** The objects with JAX-RS annotations, asked for once; this one, unless said otherwise. */
    default List<Object> resources() {
        return List.of(this);
    }
}
