package rocks.nua.engine.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import rocks.nua.api.engine.ContainerSpec.Mount;

/** Volumes that belong to the user who writes to them. */
final class Volumes {
    private static final int FOLDER_MODE = 0755;

    private final EngineClient client;

    Volumes(EngineClient client) {
        this.client = client;
    }

    /** Makes it where it is missing; one that is there stays as it is. */
    void make(String name, Map<String, String> labels) {
        client.call(docker ->
                docker.createVolumeCmd().withName(name).withLabels(labels).exec());
    }

    List<String> list(Map<String, String> labels) {
        var filter = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
        var answer = client.call(
                docker -> docker.listVolumesCmd().withFilter("label", filter).exec());
        return answer.getVolumes() == null
                ? List.of()
                : answer.getVolumes().stream()
                        .map(volume -> volume.getName())
                        .sorted()
                        .toList();
    }

    void remove(String name) {
        client.find(docker -> docker.removeVolumeCmd(name).exec());
    }

    /** Gives a volume that still belongs to root to the user of a container that is made and not yet started. */
    void handOver(String container, Mount.Volume volume, String user) {
        if (Confinement.isRoot(user) || ownerOf(container, volume.target()) != 0) {
            return;
        }
        Owner owner = Owner.parse(user, () -> text(container, "/etc/passwd"));
        byte[] tar = folder(volume.target(), owner);
        client.call(docker -> docker.copyArchiveToContainerCmd(container)
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(tar))
                .exec());
    }

    /** Only the first header of the answer is read, however large the volume is. */
    private long ownerOf(String container, String path) {
        try (var tar = new TarArchiveInputStream(archive(container, path))) {
            TarArchiveEntry entry = tar.getNextEntry();
            return entry == null ? 0 : entry.getLongUserId();
        } catch (IOException e) {
            throw client.errors().explained(new UncheckedIOException(e));
        }
    }

    private String text(String container, String path) {
        try (var tar = new TarArchiveInputStream(archive(container, path))) {
            tar.getNextEntry();
            return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw client.errors().explained(new UncheckedIOException(e));
        }
    }

    private InputStream archive(String container, String path) {
        return client.call((DockerClient docker) ->
                docker.copyArchiveFromContainerCmd(container, path).exec());
    }

    /** Unpacking a folder over one that is there leaves its content and takes over its owner. */
    private static byte[] folder(String path, Owner owner) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var entry = new TarArchiveEntry(path.replaceAll("^/+|/+$", "") + "/");
            entry.setMode(FOLDER_MODE);
            entry.setIds(owner.uid(), owner.gid());
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
