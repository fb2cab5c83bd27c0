package rocks.nua.api.router;

import java.util.List;
import rocks.nua.api.Domain;

/**
 * A domain and where its requests go.
 *
 * @param domain the domain
 * @param app name of the app, for error pages and logs
 * @param targets containers, asked in turn; empty: requests wait while {@code hold}, else get 503
 * @param hold whether requests wait, for up to 30 s, until the route has targets again
 */
public record Route(Domain domain, String app, List<Target> targets, boolean hold) {
    /** Copies the list. */
    public Route {
        targets = List.copyOf(targets);
    }
}
