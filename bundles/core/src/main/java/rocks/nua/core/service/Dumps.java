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
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern FILE =
            Pattern.compile("([a-z][a-z0-9-]*)\\.(\\d{8}-\\d{6}-\\d{3})-[0-9a-f]{8}\\.dump");
    /** How names of dumps end. */
    static final String END = ".dump";

    private static final String DISK = "disk";
    private static final String HALF = ".half";

    private static final int BUFFER = 1 << 16;

    private final Workspace workspace;
    private final Runnable kept;

    /** Tells of each that was kept. */
    Dumps(Workspace workspace, Runnable kept) {
        this.workspace = workspace;
        this.kept = kept;
    }

    /** Keeps what the work writes; where it throws, nothing is kept. */
    Dump keep(ServiceName service, AppName app, Consumer<OutputStream> work) {
        String name = app + "." + TIME.format(Instant.now());
        try {
            Dump dump = write(service, work, sum -> name + "-" + word(sum));
            kept.run();
            return dump;
        } catch (IOException | UncheckedIOException e) {
            throw NuaException.unavailable(
                    "The dump of '" + app + "' in service '" + service
                            + "' cannot be written. Check the disk's free space.",
                    e);
        }
    }

    /** Keeps what the work writes, which was kept under that id before; CONFLICT where it is not that. */
    Dump fetch(ServiceName service, String id, String from, Consumer<OutputStream> work) {
        try {
            return write(service, work, sum -> {
                if (!id.endsWith("-" + word(sum))) {
                    throw NuaException.conflict("What backup store '" + from + "' has as dump '" + id
                            + "' is damaged: its content is not what was dumped.");
                }
                return id;
            });
        } catch (IOException | UncheckedIOException e) {
            throw NuaException.unavailable(
                    "Dump '" + id + "' of service '" + service + "' cannot be written. Check the disk's free space.",
                    e);
        }
    }

    private Dump write(ServiceName service, Consumer<OutputStream> work, Function<Checksum, String> id)
            throws IOException {
        Path half = Files.createTempFile(workspace.dumpFolder(service), "", HALF);
        try {
            var sum = new CRC32C();
            try (OutputStream out = new CheckedOutputStream(Files.newOutputStream(half), sum)) {
                work.accept(out);
            }
            Path file = half.resolveSibling(id.apply(sum) + END);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            return dump(file).orElseThrow();
        } finally {
            deleteHalf(half);
        }
    }

    /** The services of which there are dumps, or were, those that are no more included. */
    List<ServiceName> services() {
        return workspace.servicesWithDumps();
    }

    /** Newest first. */
    List<Dump> list(ServiceName service) {
        try (Stream<Path> files = Files.list(workspace.dumpFolder(service))) {
            return files.filter(file -> file.toString().endsWith(END))
                    .flatMap(file -> dump(file).stream())
                    .sorted(Comparator.comparing(Dump::createdAt).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Dump> find(ServiceName service, String id) {
        return list(service).stream().filter(dump -> dump.id().equals(id)).findFirst();
    }

    /** To be thrown where there is no such dump. */
    NuaException absent(ServiceName service, String id) {
        return NuaException.notFound("Service '" + service + "' has no dump '" + NuaException.excerpt(id)
                + "'. See them with: nua services dumps " + service);
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

    private static Optional<Dump> dump(Path file) {
        try {
            return dump(file.getFileName().toString(), Files.size(file), DISK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file of that name and size is, kept there; empty: no dump. */
    static Optional<Dump> dump(String file, long bytes, String store) {
        Matcher name = FILE.matcher(file);
        if (!name.matches()) {
            return Optional.empty();
        }
        String id = file.substring(0, file.length() - END.length());
        try {
            return Optional.of(
                    new Dump(id, name.group(1), bytes, TIME.parse(name.group(2), Instant::from), List.of(store)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
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
