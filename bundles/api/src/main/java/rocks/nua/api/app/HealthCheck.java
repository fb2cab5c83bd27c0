package rocks.nua.api.app;

import java.time.Duration;

/** How the platform sees that a container of the app is well. */
public sealed interface HealthCheck {
    /** Time between two tries while starting, where the manifest says none. */
    Duration INTERVAL = Duration.ofMillis(20);
    /** Time for one try, where the manifest says none. */
    Duration TIMEOUT = Duration.ofSeconds(5);
    /** Time in which the app must become healthy, where the manifest says none. */
    Duration START_PERIOD = Duration.ofSeconds(60);

    /** Time in which the app must become healthy after its start. */
    Duration startPeriod();

    /** Time for one try. */
    Duration timeout();

    /** No check was said: any HTTP answer below 500 on the port, or else an open port. */
    record Conventional() implements HealthCheck {
        @Override
        public Duration startPeriod() {
            return START_PERIOD;
        }

        @Override
        public Duration timeout() {
            return TIMEOUT;
        }
    }

    /**
     * HTTP GET of a path on the app's port; healthy when the status is 200 to 399.
     *
     * @param path absolute path with an optional query
     * @param timeout for one try
     * @param startPeriod in which it must succeed
     */
    record Http(String path, Duration timeout, Duration startPeriod) implements HealthCheck {}

    /**
     * A shell command of the app's author inside the container; healthy when it exits with 0.
     *
     * @param command the command
     * @param timeout for one try
     * @param startPeriod in which it must succeed
     */
    record Exec(String command, Duration timeout, Duration startPeriod) implements HealthCheck {}
}
