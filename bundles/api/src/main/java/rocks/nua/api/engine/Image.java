package rocks.nua.api.engine;

import java.time.Instant;
import java.util.List;
import rocks.nua.api.ImageRef;

/**
 * An image of the engine.
 *
 * @param id {@code sha256:…}
 * @param tags its names
 * @param sizeBytes size of all its layers
 * @param exposedPorts TCP ports it declares, sorted
 * @param user user it declares; empty: root
 * @param command arguments it starts with, entry point included
 * @param createdAt when it was made
 */
public record Image(
        ImageRef id,
        List<String> tags,
        long sizeBytes,
        List<Integer> exposedPorts,
        String user,
        List<String> command,
        Instant createdAt) {
    /** Copies the lists. */
    public Image {
        tags = List.copyOf(tags);
        exposedPorts = exposedPorts.stream().sorted().toList();
        command = List.copyOf(command);
    }
}
