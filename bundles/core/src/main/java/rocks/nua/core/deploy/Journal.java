package rocks.nua.core.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import rocks.nua.api.LineSink;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployment.State;
import rocks.nua.api.app.Deployment.Step;
import rocks.nua.api.app.Deployment.TimedStep;
import rocks.nua.api.app.Release;
import rocks.nua.api.store.Store;
import rocks.nua.core.platform.StepLog;

/** Writes down how a deployment goes: its row in the history and its log. For one thread. */
final class Journal {
    private final Store store;
    private final StepLog log;
    private Deployment row;

    Journal(Store store, StepLog log, Deployment row) {
        this.store = store;
        this.log = log;
        this.row = row;
    }

    /** One step of the path: timed, told, and remembered as the place where a failure happened. */
    <T> T step(Step step, Function<LineSink, T> work, Function<T, String> outcome) {
        Instant start = Instant.now();
        List<TimedStep> before = row.steps();
        write(State.RUNNING, plus(before, new TimedStep(step, start, Duration.ZERO)), row.release(), "");
        T result = work.apply(log.inside());
        Duration took = Duration.between(start, Instant.now());
        row = with(State.RUNNING, plus(before, new TimedStep(step, start, took)), row.release(), "");
        log.line(String.format(Locale.ROOT, "%-8s %.2fs  %s", step, took.toMillis() / 1000.0, outcome.apply(result)));
        return result;
    }

    /** The release that is made; a crash from now on is judged by it. */
    void release(Release release) {
        write(State.RUNNING, row.steps(), release.number(), "");
    }

    /** The new release serves. */
    void succeeded(String url) {
        log.line(url);
        write(State.SUCCEEDED, row.steps(), row.release(), url);
    }

    /** It ended at the step under way; the old release serves. Whoever follows the log waits for that one line. */
    void failed(String sentence) {
        String message = at() + sentence;
        log.line("FAILED" + message.replace(":\n", ": ").replaceAll("\\s*\n\\s*", " | "));
        write(State.FAILED, row.steps(), 0, "Failed" + message);
    }

    Deployment row() {
        return row;
    }

    StepLog log() {
        return log;
    }

    private String at() {
        List<TimedStep> steps = row.steps();
        return steps.isEmpty() ? ": " : " at " + steps.get(steps.size() - 1).step() + ": ";
    }

    private void write(State state, List<TimedStep> steps, int release, String message) {
        row = with(state, steps, release, message);
        store.update(row);
    }

    private Deployment with(State state, List<TimedStep> steps, int release, String message) {
        return new Deployment(
                row.id(), row.app(), state, row.source(), row.caller(), steps, release, message, row.createdAt());
    }

    private static List<TimedStep> plus(List<TimedStep> steps, TimedStep last) {
        List<TimedStep> all = new ArrayList<>(steps);
        all.add(last);
        return all;
    }
}
