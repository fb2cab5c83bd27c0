package rocks.nua.core.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.app.AppSpec.Origin;
import rocks.nua.api.app.Source;
import rocks.nua.api.source.Git;

/** Brings the source that a manifest names under the manifest's own folder. Thread-safe. */
public final class Origins {
    private static final long LARGEST_ARCHIVE = 1L << 30;
    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(15);

    private final Git git;
    private final Download download;

    /** Clones by this. */
    public Origins(Git git) {
        this.git = git;
        this.download = new Download(LARGEST_ARCHIVE, LONGEST_DOWNLOAD);
    }

    /**
     * Fetches the source and lays the folder over it: where both have a file, the folder's own stays.
     *
     * @throws NuaException REJECTED_BY_APP when the archive is another than the manifest says or is broken, and what
     *     {@link Git#checkout} throws
     */
    public void fetch(Origin origin, Path folder, LineSink log) {
        Path fetched = beside(folder);
        try {
            if (origin.archive().isEmpty()) {
                Path root = Files.createDirectory(fetched.resolve("source"));
                git.checkout(new Source.Git(origin.git(), origin.ref()), root, Archive.Limits.DEFAULT.bytes(), log);
                new Overlay(folder).under(root);
            } else {
                new Overlay(folder).under(unpacked(origin, fetched, log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Workspace.delete(fetched);
        }
    }

    private Path unpacked(Origin origin, Path fetched, LineSink log) throws IOException {
        String shown = Download.shown(origin.archive());
        log.line("Fetching " + shown);
        Path file = fetched.resolve("archive");
        String sha256 = download.fetch(origin.archive(), file);
        if (!origin.sha256().isEmpty() && !origin.sha256().equals(sha256)) {
            throw NuaException.rejected(
                    "The archive " + shown + " has the SHA-256 " + sha256 + ", but src-checksum says " + origin.sha256()
                            + ": find out why it was changed, then correct src-checksum.");
        }
        log.line("SHA-256 " + sha256 + ", " + (Files.size(file) + 1023) / 1024 + " KiB");
        Path root = Files.createDirectory(fetched.resolve("source"));
        try (InputStream archive = Files.newInputStream(file)) {
            new Archive(Archive.Limits.DEFAULT).unpack(archive, root);
        } catch (NuaException e) {
            throw new NuaException(
                    e.kind() == Kind.BAD_REQUEST ? Kind.REJECTED_BY_APP : e.kind(), shown + ": " + e.getMessage(), e);
        }
        return withoutTopFolder(root);
    }

    /** Archives of releases have all in one folder that carries the version in its name. */
    private static Path withoutTopFolder(Path root) throws IOException {
        try (Stream<Path> top = Files.list(root)) {
            List<Path> entries = top.limit(2).toList();
            boolean one = entries.size() == 1 && Files.isDirectory(entries.get(0), LinkOption.NOFOLLOW_LINKS);
            return one ? entries.get(0) : root;
        }
    }

    private static Path beside(Path folder) {
        try {
            return Files.createTempDirectory(
                    java.util.Objects.requireNonNull(folder.getParent(), "a build folder has a parent"), "origin-");
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "No folder can be made beside " + folder + ". Check the disk's free space and who owns the folder.",
                    e);
        }
    }
}
