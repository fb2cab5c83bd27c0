package rocks.nua.router.nginx;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import rocks.nua.api.NuaException;

/** The folder that the router's container sees. Every file in it is whole at any time, also after a crash. */
record RouterFolder(Path path) {
    private static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    Path logs() {
        return path.resolve("logs");
    }

    /** The table that was written last; empty: none was. */
    Optional<String> table() {
        try {
            Path file = path.resolve("routes.json");
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    void writeTable(String json) {
        write("routes.json", json, PUBLIC);
    }

    void writeConfig(Config config) {
        write("nginx.conf", config.nginx(), PUBLIC);
        write("routes.lua", config.lua(), PUBLIC);
        write("start.sh", config.start(), PUBLIC);
        try {
            Files.createDirectories(logs());
            Files.setPosixFilePermissions(logs(), PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    boolean hasCertificate() {
        return Files.exists(path.resolve("tls/default.crt"));
    }

    void writeCertificate(Certificate certificate) {
        write("tls/default.key", certificate.key(), PRIVATE);
        write("tls/default.crt", certificate.chain(), PUBLIC);
    }

    private void write(String name, String content, Set<PosixFilePermission> permissions) {
        Path file = path.resolve(name);
        Path parent = java.util.Objects.requireNonNull(file.getParent());
        Path fresh = parent.resolve("." + file.getFileName() + ".new");
        try {
            Files.createDirectories(parent);
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PRIVATE));
            try (var channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
                ByteBuffer rest = StandardCharsets.UTF_8.encode(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                Files.setPosixFilePermissions(fresh, permissions);
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            try (var folder = FileChannel.open(parent, READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private NuaException unwritable(IOException e) {
        return NuaException.unavailable(
                "The router's folder " + path + " cannot be used (" + e.getMessage()
                        + "): check its owner and the free space of its disk.",
                e);
    }
}
