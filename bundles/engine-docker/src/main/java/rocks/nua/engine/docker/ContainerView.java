package rocks.nua.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rocks.nua.api.ImageRef;
import rocks.nua.api.engine.Container;

/** Reads the engine's two ways of telling about a container. */
final class ContainerView {
    private static final Pattern STATUS = Pattern.compile("\\w+ \\((\\d+)\\).*");

    private ContainerView() {}

    static Container of(InspectContainerResponse there) {
        Map<String, String> labels = labels(there.getConfig().getLabels());
        var state = there.getState();
        Long exit = state.getExitCodeLong();
        return new Container(
                there.getId(),
                there.getName().substring(1),
                new ImageRef(there.getImageId()),
                String.valueOf(state.getStatus()),
                labels.getOrDefault(Networks.ADDRESS, ""),
                labels,
                exit == null ? 0 : exit.intValue(),
                Instant.parse(there.getCreated()));
    }

    static Container of(com.github.dockerjava.api.model.Container listed) {
        Map<String, String> labels = labels(listed.getLabels());
        return new Container(
                listed.getId(),
                listed.getNames()[0].substring(1),
                new ImageRef(listed.getImageId()),
                listed.getState(),
                labels.getOrDefault(Networks.ADDRESS, ""),
                labels,
                exitStatus(String.valueOf(listed.getStatus())),
                Instant.ofEpochSecond(listed.getCreated()));
    }

    static Map<String, String> labels(Map<String, String> labels) {
        return Optional.ofNullable(labels).orElse(Map.of());
    }

    /** The list tells it only in its text for people: {@code Exited (3) 5 minutes ago}. */
    static int exitStatus(String status) {
        var matcher = STATUS.matcher(status);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
