package rocks.nua.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import rocks.nua.api.NuaException;

/**
 * A source folder as a tar, without its git history.
 *
 * @param file where the tar is, until closed
 */
record FolderArchive(Path file) implements AutoCloseable {

    static FolderArchive of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw NuaException.notFound("There is no folder '" + NuaException.excerpt(folder.toString()) + "'.");
        }
        FolderArchive archive = new FolderArchive(Files.createTempFile("nua-source", ".tar"));
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive.file))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            Files.walkFileTree(folder, new Packer(folder, tar));
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
        return archive;
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static final class Packer extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final TarArchiveOutputStream tar;

        Packer(Path folder, TarArchiveOutputStream tar) {
            this.folder = folder;
            this.tar = tar;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            return inner.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = folder.relativize(file).toString();
            if (attributes.isSymbolicLink()) {
                TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                link.setLinkName(Files.readSymbolicLink(file).toString());
                tar.putArchiveEntry(link);
            } else if (attributes.isRegularFile()) {
                tar.putArchiveEntry(entry(file, name));
                Files.copy(file, tar);
            } else {
                return FileVisitResult.CONTINUE;
            }
            tar.closeArchiveEntry();
            return FileVisitResult.CONTINUE;
        }

        private static TarArchiveEntry entry(Path file, String name) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(file, name, LinkOption.NOFOLLOW_LINKS);
            entry.setMode(Files.isExecutable(file) ? 0755 : 0644);
            entry.setIds(0, 0);
            return entry;
        }
    }
}
