package rocks.nua.api.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import rocks.nua.api.AppName;

/**
 * One walk of the deploy path.
 *
 * @param id unique on the platform, rising: {@code 1}, {@code 2} …
 * @param app its app
 * @param state where it stands
 * @param source what is deployed, for people
 * @param caller who asked
 * @param steps finished steps and the one under way, in order
 * @param release number of the release made or used; 0 while there is none
 * @param message why it failed, or where the app answers; empty while under way
 * @param createdAt when it was asked for
 */
public record Deployment(
        long id,
        AppName app,
        State state,
        String source,
        String caller,
        List<TimedStep> steps,
        int release,
        String message,
        Instant createdAt) {

    /** Copies the list. */
    public Deployment {
        steps = List.copyOf(steps);
    }

    /** Where a deployment stands. */
    public enum State {
        /** Waits for the app's earlier deployment. */
        QUEUED,
        /** Under way. */
        RUNNING,
        /** The new release serves. */
        SUCCEEDED,
        /** Ended; what served before still serves. */
        FAILED;

        /** Whether it will not change any more. */
        public boolean ended() {
            return this == SUCCEEDED || this == FAILED;
        }
    }

    /** The steps of the path, in order. */
    public enum Step {
        /** Unpack, clone or name the source. */
        FETCH,
        /** Read the manifest. */
        READ,
        /** Find the builder and its plan. */
        PLAN,
        /** Make the image. */
        BUILD,
        /** Connect backing services and work out the environment. */
        BIND,
        /** Write the release; run its release commands. */
        RELEASE,
        /** Start the new containers beside the old ones. */
        START,
        /** Wait until they are healthy. */
        PROBE,
        /** Let the router send new requests to them. */
        SWITCH,
        /** Drain and remove the old ones. */
        RETIRE
    }

    /**
     * A step with its times.
     *
     * @param step which
     * @param startedAt when it began
     * @param took how long it took; zero while under way
     */
    public record TimedStep(Step step, Instant startedAt, Duration took) {}
}
