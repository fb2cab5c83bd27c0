package rocks.nua.api.engine;

import java.time.Instant;
import java.util.Map;
import rocks.nua.api.ImageRef;

/**
 * A container as the engine tells it.
 *
 * @param id the engine's id
 * @param name its name
 * @param image id of the image it was made of
 * @param state the engine's word: created, running, restarting, paused, exited, dead
 * @param address its IP address, the same for its whole life; empty: it has none of its own
 * @param labels its labels
 * @param exitStatus status of its last end; 0 while it runs
 * @param createdAt when it was made
 */
public record Container(
        String id,
        String name,
        ImageRef image,
        String state,
        String address,
        Map<String, String> labels,
        int exitStatus,
        Instant createdAt) {
    /** Copies the labels. */
    public Container {
        labels = Map.copyOf(labels);
    }

    /** Whether it runs now. */
    public boolean running() {
        return state.equals("running");
    }
}
