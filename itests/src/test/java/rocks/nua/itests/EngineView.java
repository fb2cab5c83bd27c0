package rocks.nua.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the real engine holds, seen past the platform. */
final class EngineView {
    private final DockerClient docker;

    EngineView(Path socket) {
        URI uri = URI.create("unix://" + socket);
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(uri.toString())
                .build();
        docker = DockerClientImpl.getInstance(
                config, new ZerodepDockerHttpClient.Builder().dockerHost(uri).build());
    }

    /** Everything that carries the label: containers, images, networks and volumes. */
    Set<String> things(Map<String, String> labels) {
        List<String> filters = labels.entrySet().stream()
                .map(l -> l.getKey() + "=" + l.getValue())
                .toList();
        Set<String> all = new TreeSet<>();
        containers(labels).forEach(c -> all.add("container " + String.join(",", c.getNames())));
        docker.listImagesCmd().withLabelFilter(labels).exec().forEach(i -> all.add("image " + i.getId()));
        docker.listNetworksCmd().withFilter("label", filters).exec().forEach(n -> all.add("network " + n.getName()));
        docker.listVolumesCmd()
                .withFilter("label", filters)
                .exec()
                .getVolumes()
                .forEach(v -> all.add("volume " + v.getName()));
        return all;
    }

    /** The containers with these labels, running or not. */
    List<Container> containers(Map<String, String> labels) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec();
    }

    /** The address by which build steps reach this machine. */
    String host() {
        return String.valueOf(docker.inspectNetworkCmd()
                .withNetworkId("bridge")
                .exec()
                .getIpam()
                .getConfig()
                .get(0)
                .getGateway());
    }

    /** All there is to know of a container. */
    InspectContainerResponse inspect(String container) {
        return docker.inspectContainerCmd(container).exec();
    }

    /** Kills and removes a container, as an administrator might by mistake. */
    void destroy(String container) {
        docker.removeContainerCmd(container).withForce(true).exec();
    }

    /** Builds the folder's Dockerfile, past the platform. */
    void build(Path folder, String tag) {
        docker.buildImageCmd(folder.toFile()).withTags(Set.of(tag)).start().awaitImageId();
    }

    /** What a line of a shell in a container prints, run past the platform. */
    String shell(String container, String line) {
        String id = docker.execCreateCmd(container)
                .withCmd("sh", "-c", line)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        var said = new StringBuilder();
        try {
            docker.execStartCmd(id)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            said.append(new String(frame.getPayload(), UTF_8));
                        }
                    })
                    .awaitCompletion();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertEquals(0, docker.inspectExecCmd(id).exec().getExitCodeLong(), line + ": " + said);
        return said.toString().strip();
    }

    /** Removes everything that carries the labels. */
    void clean(Map<String, String> labels) {
        for (String thing : things(labels)) {
            String name = thing.substring(thing.indexOf(' ') + 1);
            quietly(() -> {
                switch (thing.substring(0, thing.indexOf(' '))) {
                    case "container" ->
                        destroy(Stream.of(name.split(",", -1))
                                .findFirst()
                                .orElseThrow()
                                .substring(1));
                    case "image" -> docker.removeImageCmd(name).withForce(true).exec();
                    case "network" -> docker.removeNetworkCmd(name).exec();
                    default -> docker.removeVolumeCmd(name).exec();
                }
            });
        }
    }

    private static void quietly(Runnable removal) {
        try {
            removal.run();
        } catch (NotFoundException e) {
            // gone with another
        } catch (RuntimeException e) {
            System.err.println(
                    "Not removed: " + Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
    }
}
