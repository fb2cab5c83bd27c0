package rocks.nua.api.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param labels its labels, with those of the image that it stands on
 */
public record Image(
        ImageRef id,
        List<String> tags,
        long sizeBytes,
        List<Integer> exposedPorts,
        String user,
        List<String> command,
        Instant createdAt,
        Map<String, String> labels) {
    /** Label with the suite of the base image. */
    public static final String BASE = "nua.base";
    /** Label with the digest of the base image's files. */
    public static final String BASE_DIGEST = "nua.base.digest";
    /** Label with where the base image comes from. */
    public static final String BASE_ORIGIN = "nua.base.origin";

    /** Copies. */
    public Image {
        tags = List.copyOf(tags);
        exposedPorts = exposedPorts.stream().sorted().toList();
        command = List.copyOf(command);
        labels = Map.copyOf(labels);
    }

    /** Its label of that name; empty: it has none. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
