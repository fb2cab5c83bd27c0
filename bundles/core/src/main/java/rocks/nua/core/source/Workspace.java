package rocks.nua.core.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.ServiceName;

/** The folders below the platform's home: one per build while it lasts, one per app for its logs. */
public final class Workspace {
    private final Path home;

    /** The folders below this one. */
    public Workspace(Path home) {
        this.home = home;
    }

    /** A new empty folder for a source; the caller deletes it. */
    public Path newBuildFolder() {
        return make(home.resolve("builds").resolve(UUID.randomUUID().toString()));
    }

    /** Removes what builds left behind that were cut off. */
    public void sweepBuilds() {
        delete(home.resolve("builds"));
    }

    /** The log file of a deployment. */
    public Path deploymentLog(AppName app, long id) {
        return make(home.resolve("apps").resolve(app.value()).resolve("deployments"))
                .resolve(id + ".log");
    }

    /** The folder with the output of containers that are gone. */
    public Path logFolder(AppName app) {
        return make(home.resolve("apps").resolve(app.value()).resolve("logs"));
    }

    /** A folder in which nothing is, for builds that need no source. */
    public Path emptyFolder() {
        return make(home.resolve("services").resolve(".empty"));
    }

    /** The folder with the dumps of a backing service. */
    public Path dumpFolder(ServiceName service) {
        return make(home.resolve("services").resolve(service.value()).resolve("dumps"));
    }

    /** A file that is there while a backing service is being made. */
    public Path making(ServiceName service) {
        return make(home.resolve("services").resolve(service.value())).resolve("making");
    }

    /** The backing services that are being made, or were when the platform was killed. */
    public List<ServiceName> servicesInTheMaking() {
        return servicesWith("making");
    }

    /** The backing services that have a folder with dumps, also those that are no more. */
    public List<ServiceName> servicesWithDumps() {
        return servicesWith("dumps");
    }

    private List<ServiceName> servicesWith(String file) {
        try (Stream<Path> folders = Files.list(make(home.resolve("services")))) {
            return folders.filter(folder -> Files.exists(folder.resolve(file)))
                    .map(folder -> new ServiceName(folder.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder with a file for each user whom a backing service is letting in. */
    public Path admissions(ServiceName service) {
        return make(home.resolve("services").resolve(service.value()).resolve("admissions"));
    }

    /** Marks an app before a change of what it gets of services, until it has been deployed with it. */
    public void markChange(AppName app) {
        try {
            Files.writeString(changes().resolve(app.value()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the app is marked. */
    public boolean isChanged(AppName app) {
        return Files.exists(changes().resolve(app.value()));
    }

    /** The app has been deployed with its change, or need not be. */
    public void forgetChange(AppName app) {
        try {
            Files.deleteIfExists(changes().resolve(app.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The apps that are marked. */
    public List<AppName> changedApps() {
        try (Stream<Path> files = Files.list(changes())) {
            return files.map(file -> new AppName(file.getFileName().toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path changes() {
        return make(home.resolve("changes"));
    }

    /** The log of the latest upgrade of a backing service. */
    public Path upgradeLog(ServiceName service) {
        return make(home.resolve("services").resolve(service.value())).resolve("upgrade.log");
    }

    /** The folder with the bills of materials of the app's images; it may be missing. */
    public Path sboms(AppName app) {
        return home.resolve("apps").resolve(app.value()).resolve("sboms");
    }

    /** Removes all files of an app. */
    public void removeApp(AppName app) {
        delete(home.resolve("apps").resolve(app.value()));
    }

    /**
     * Writes what comes in into a file.
     *
     * @throws NuaException TOO_LARGE
     */
    public static void store(InputStream content, Path into, long mostBytes) {
        byte[] buffer = new byte[1 << 16];
        long room = mostBytes;
        try (OutputStream to = Files.newOutputStream(into)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                room -= n;
                if (room < 0) {
                    throw new NuaException(
                            NuaException.Kind.TOO_LARGE,
                            "The file is over " + (mostBytes >> 20) + " MiB, which is more than is taken here.");
                }
                to.write(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SHA-256 of a file, in lower-case hex. */
    public static String sha256(Path file) {
        try (DigestInputStream content =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes a folder with all in it, without following links; absent is fine. */
    public static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, java.io.IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Folder " + folder + " cannot be removed", e);
        }
    }

    private static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "Folder " + folder + " cannot be made. Check the disk's free space and who owns the folder.", e);
        }
    }
}
