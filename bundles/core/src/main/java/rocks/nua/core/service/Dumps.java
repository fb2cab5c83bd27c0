package rocks.nua.core.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services.Dump;
import rocks.nua.core.source.Workspace;

/** The dumps of backing services: a file each, {@code APP.TIME-CHECKSUM.dump}, there whole or not at all. Thread-safe. */
final class Dumps {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final String END = ".dump";
    private static final String HALF = ".half";

    private static final int BUFFER = 1 << 16;

    private final Workspace workspace;

    Dumps(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Keeps what the work writes; where it throws, nothing is kept. */
    Dump keep(ServiceName service, AppName app, Consumer<OutputStream> work) {
        String name = app + "." + TIME.format(Instant.now());
        Path half = workspace.dumpFolder(service).resolve(name + HALF);
        try {
            var sum = new CRC32C();
            try (OutputStream out = new CheckedOutputStream(Files.newOutputStream(half), sum)) {
                work.accept(out);
            }
            Path file = half.resolveSibling(name + "-" + word(sum) + END);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            return dump(file);
        } catch (IOException | UncheckedIOException e) {
            throw NuaException.unavailable(
                    "The dump of '" + app + "' in service '" + service
                            + "' cannot be written. Check the disk's free space.",
                    e);
        } finally {
            deleteHalf(half);
        }
    }

    /** Newest first. */
    List<Dump> list(ServiceName service) {
        try (Stream<Path> files = Files.list(workspace.dumpFolder(service))) {
            return files.filter(file -> file.toString().endsWith(END))
                    .map(Dumps::dump)
                    .sorted(Comparator.comparing(Dump::createdAt).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Dump find(ServiceName service, String id) {
        return list(service).stream()
                .filter(dump -> dump.id().equals(id))
                .findFirst()
                .orElseThrow(() -> NuaException.notFound("Service '" + service + "' has no dump '"
                        + NuaException.excerpt(id) + "'. See them with: nua services dumps " + service));
    }

    /** CONFLICT where it is not what was written. */
    InputStream read(ServiceName service, Dump dump) {
        Path file = workspace.dumpFolder(service).resolve(dump.id() + END);
        try {
            if (!dump.id().endsWith("-" + word(sum(file)))) {
                throw NuaException.conflict(
                        "Dump '" + dump.id() + "' of service '" + service
                                + "' is damaged: its content is not what was written. Nothing was changed; restore another one.");
            }
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "Dump '" + dump.id() + "' of service '" + service + "' cannot be read. Check the disk.", e);
        }
    }

    private static CRC32C sum(Path file) throws IOException {
        var sum = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum.update(buffer, 0, count);
            }
        }
        return sum;
    }

    private static String word(Checksum sum) {
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** Removes what was cut off by a crash. */
    void sweep(ServiceName service) {
        try (Stream<Path> files = Files.list(workspace.dumpFolder(service))) {
            files.filter(file -> file.toString().endsWith(HALF)).forEach(Dumps::deleteHalf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dump dump(Path file) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - END.length());
        try {
            return new Dump(
                    id,
                    id.substring(0, id.lastIndexOf('.')),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteHalf(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
