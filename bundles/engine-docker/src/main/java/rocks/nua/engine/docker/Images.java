package rocks.nua.engine.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.engine.Image;

/** The images of the engine. */
final class Images {
    private final EngineClient client;

    Images(EngineClient client) {
        this.client = client;
    }

    Optional<Image> find(ImageRef image) {
        return client.find(docker -> docker.inspectImageCmd(image.value()).exec())
                .map(Images::image);
    }

    List<Image> list(Map<String, String> labels) {
        return client
                .call(docker -> docker.listImagesCmd().withLabelFilter(labels).exec())
                .stream()
                .flatMap(listed -> find(new ImageRef(listed.getId())).stream())
                .toList();
    }

    /** All names of an image go when its id is given: a name more must not keep it. */
    void remove(ImageRef image) {
        List<String> names = image.isId()
                ? find(image).map(Image::tags).filter(tags -> !tags.isEmpty()).orElse(List.of(image.value()))
                : List.of(image.value());
        for (String name : names) {
            try {
                client.find(docker -> docker.removeImageCmd(name).exec());
            } catch (NuaException e) {
                if (e.kind() != Kind.CONFLICT) {
                    throw e;
                }
            }
        }
    }

    void tag(String image, ImageRef tag) {
        int colon = tag.value().lastIndexOf(':');
        boolean tagged = colon > tag.value().lastIndexOf('/');
        String name = tagged ? tag.value().substring(0, colon) : tag.value();
        String version = tagged ? tag.value().substring(colon + 1) : "latest";
        client.call(docker -> docker.tagImageCmd(image, name, version).exec());
    }

    private static Image image(InspectImageResponse there) {
        Optional<ContainerConfig> config = Optional.ofNullable(there.getConfig());
        return new Image(
                new ImageRef(there.getId()),
                Stream.ofNullable(there.getRepoTags())
                        .flatMap(Collection::stream)
                        .toList(),
                Optional.ofNullable(there.getSize()).orElse(0L),
                Stream.concat(config.map(ContainerConfig::getExposedPorts).stream(), Stream.<ExposedPort[]>empty())
                        .flatMap(Arrays::stream)
                        .map(ExposedPort::getPort)
                        .toList(),
                config.map(ContainerConfig::getUser).orElse(""),
                Stream.concat(
                                config.map(ContainerConfig::getEntrypoint).stream(),
                                config.map(ContainerConfig::getCmd).stream())
                        .flatMap(Arrays::stream)
                        .toList(),
                Optional.ofNullable(there.getCreated())
                        .filter(created -> !created.isEmpty())
                        .map(Instant::parse)
                        .orElse(Instant.EPOCH),
                config.map(ContainerConfig::getLabels).orElse(Map.of()));
    }
}
