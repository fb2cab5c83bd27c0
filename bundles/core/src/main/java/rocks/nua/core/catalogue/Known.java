package rocks.nua.core.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import rocks.nua.api.catalogue.Repositories.Channel;

/**
 * A repository that was added, and its last good index: two files in a folder of its own.
 *
 * @param folder of it
 * @param remote where it is
 * @param channel what is taken from it
 * @param key who signs it
 */
record Known(Path folder, Remote remote, Channel channel, SigningKey key) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "repository.json";
    private static final String INDEX = "index.json";

    static boolean in(Path folder) {
        return Files.isRegularFile(folder.resolve(SETTINGS));
    }

    static Known read(Path folder) {
        try {
            JsonNode said = JSON.readTree(folder.resolve(SETTINGS).toFile());
            return new Known(
                    folder,
                    new Remote(said.path("address").asText()),
                    Channel.valueOf(said.path("channel").asText()),
                    new SigningKey(said.path("key").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Keeps the index; the settings come last, since they say that the repository is there. */
    void keep(byte[] index) {
        write(INDEX, index);
        write(
                SETTINGS,
                JSON.createObjectNode()
                        .put("address", remote.address())
                        .put("channel", channel.name())
                        .put("key", key.pem())
                        .toPrettyString()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Index index() {
        try {
            return Index.read(Files.readAllBytes(folder.resolve(INDEX)), name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Instant refreshedAt() {
        try {
            return Files.getLastModifiedTime(folder.resolve(INDEX)).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            Path half = Files.write(folder.resolve(name + ".half"), content);
            Files.move(half, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw rocks.nua.api.NuaException.unavailable(
                    folder.resolve(name) + " cannot be written. Check the disk's free space.", e);
        }
    }
}
