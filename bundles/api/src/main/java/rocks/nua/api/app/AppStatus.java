package rocks.nua.api.app;

import java.time.Instant;
import java.util.List;

/**
 * An app as people see it: what is wanted and what is.
 *
 * @param name its name
 * @param state one word for what is: see {@link State}
 * @param release number of the current release; 0: none
 * @param builder builder of that release; empty: none
 * @param source where that release came from; empty: none
 * @param url where the app answers
 * @param domains all its domains, the default one first
 * @param containers its containers, by name
 * @param deployedAt when the current release was made; {@link Instant#EPOCH}: never
 */
public record AppStatus(
        String name,
        State state,
        int release,
        String builder,
        String source,
        String url,
        List<String> domains,
        List<ContainerStatus> containers,
        Instant deployedAt) {

    /** What an app is now. */
    public enum State {
        /** No release yet. */
        CREATED,
        /** A deployment is under way. */
        DEPLOYING,
        /** All wanted containers run. */
        RUNNING,
        /** It should run, but not all wanted containers do. */
        DEGRADED,
        /** Stopped by its owner. */
        STOPPED
    }

    /**
     * One container of the app.
     *
     * @param name its name
     * @param process {@code web} or the name of another process
     * @param release number of its release
     * @param state the engine's word: running, exited, restarting …
     */
    public record ContainerStatus(String name, String process, int release, String state) {}

    /** Copies the lists. */
    public AppStatus {
        domains = List.copyOf(domains);
        containers = List.copyOf(containers);
    }
}
