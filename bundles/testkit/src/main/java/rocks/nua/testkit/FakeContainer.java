package rocks.nua.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.LineSink;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;

/** A container of the {@link FakeEngine}: its wish, its program and its output. */
final class FakeContainer {
    private record Line(Instant at, String text) {}

    private static final FakeProgram.Running NOTHING = () -> {};

    private final ContainerSpec wish;
    private final Map<String, String> labels;
    private final FakeProgram program;
    private final FakeProgram.Place place;
    private final Instant createdAt = Instant.now();
    private final List<Line> lines = new ArrayList<>();
    private FakeProgram.Running running = NOTHING;
    private String state = "created";
    private int exitStatus;

    FakeContainer(ContainerSpec wish, Map<String, String> ofImage, FakeProgram program, FakeProgram.Place place) {
        this.wish = wish;
        this.labels = new TreeMap<>(ofImage);
        labels.putAll(wish.labels());
        this.program = program;
        this.place = place;
    }

    ContainerSpec wish() {
        return wish;
    }

    /** The environment is no part of a wish's fingerprint. */
    boolean madeFrom(ContainerSpec other) {
        return withoutEnv(wish).equals(withoutEnv(other));
    }

    synchronized void start() {
        if (state.equals("running")) {
            return;
        }
        try {
            running = program.start(place, this::write);
            state = "running";
            exitStatus = 0;
        } catch (FakeProgram.Exited e) {
            end(e.status());
        }
    }

    synchronized void end(int status) {
        running.close();
        running = NOTHING;
        state = "exited";
        exitStatus = status;
        notifyAll();
    }

    synchronized void write(String text) {
        lines.add(new Line(Instant.now().truncatedTo(ChronoUnit.MICROS), text));
        notifyAll();
    }

    synchronized Container view() {
        return new Container(
                "fake-" + Integer.toHexString(System.identityHashCode(this)),
                wish.name(),
                wish.image(),
                state,
                place.address(),
                labels,
                exitStatus,
                createdAt);
    }

    void logs(Instant since, boolean follow, LineSink to) {
        int next = 0;
        while (true) {
            List<Line> fresh = after(next, follow);
            for (Line line : fresh) {
                if (!line.at().isBefore(since)) {
                    to.line(line.at() + " " + line.text());
                }
            }
            next += fresh.size();
            if (fresh.isEmpty()) {
                return;
            }
        }
    }

    private synchronized List<Line> after(int next, boolean follow) {
        try {
            while (follow && next == lines.size() && state.equals("running")) {
                wait();
            }
            return List.copyOf(lines.subList(next, lines.size()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static ContainerSpec withoutEnv(ContainerSpec spec) {
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.command(),
                Map.of(),
                spec.labels(),
                spec.network(),
                spec.aliases(),
                spec.mounts(),
                spec.resources(),
                spec.user(),
                spec.restart(),
                spec.grants());
    }
}
