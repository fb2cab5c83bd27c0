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
import java.util.function.Consumer;
import java.util.stream.Stream;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services.Dump;
import rocks.nua.core.source.Workspace;

/** The dumps of backing services: a file each, {@code APP.TIME.dump}, there whole or not at all. Thread-safe. */
final class Dumps {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final String END = ".dump";

    private final Workspace workspace;

    Dumps(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Keeps what the work writes; where it throws, nothing is kept. */
    Dump keep(ServiceName service, AppName app, Consumer<OutputStream> work) {
        Path file = workspace.dumpFolder(service).resolve(app + "." + TIME.format(Instant.now()) + END);
        Path half = file.resolveSibling(file.getFileName() + ".half");
        try {
            try (OutputStream out = Files.newOutputStream(half)) {
                work.accept(out);
            }
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

    InputStream read(ServiceName service, Dump dump) {
        try {
            return Files.newInputStream(workspace.dumpFolder(service).resolve(dump.id() + END));
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
