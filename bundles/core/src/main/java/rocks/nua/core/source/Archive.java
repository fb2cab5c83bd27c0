package rocks.nua.core.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;

/**
 * Unpacks a tar, also compressed by gzip or bzip2, or a zip from outside into a folder that nothing in it can leave. Links are made last and checked against
 * the real tree, so that no entry is ever written through one.
 */
public final class Archive {
    private final Limits limits;

    /**
     * How much is accepted.
     *
     * @param bytes of all files unpacked
     * @param entries files, folders and links
     * @param spareBytes that must stay free on the disk
     */
    public record Limits(long bytes, int entries, long spareBytes) {
        /** 2 GiB in 200 000 entries, leaving 256 MiB. */
        public static final Limits DEFAULT = new Limits(2L << 30, 200_000, 256L << 20);
    }

    /** An unpacker with these limits. */
    public Archive(Limits limits) {
        this.limits = limits;
    }

    /**
     * Unpacks into an existing empty folder.
     *
     * @throws NuaException BAD_REQUEST for a broken archive or one that leads out of the folder, TOO_LARGE over the limits,
     *     UNAVAILABLE when the disk is full
     */
    public void unpack(InputStream archive, Path folder) {
        Map<Path, String> links = new LinkedHashMap<>();
        try (ArchiveInputStream<?> packed = opened(archive)) {
            long bytes = 0;
            int entries = 0;
            for (ArchiveEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                if (++entries > limits.entries()) {
                    throw tooLarge(limits.entries() + " files");
                }
                Path target = target(entry, folder);
                if (entry.isDirectory()) {
                    directories(folder, target);
                } else if (entry instanceof TarArchiveEntry link && link.isSymbolicLink()) {
                    links.put(target, link.getLinkName());
                } else if (isPlainFile(entry)) {
                    directories(folder, parentOf(target));
                    bytes += write(packed, target, limits.bytes() - bytes, folder);
                    makeExecutable(entry, target);
                } else {
                    throw NuaException.badRequest(
                            "The archive holds '" + NuaException.excerpt(entry.getName())
                                    + "', which is a hard link or a device: send files, folders and relative links only, and leave others out by a line in .nuaignore.");
                }
            }
            if (entries == 0) {
                throw NuaException.badRequest("The archive is empty: pack the source folder as tar or tar.gz.");
            }
        } catch (IOException e) {
            throw failure(e, folder);
        }
        makeLinks(links, folder);
    }

    private static boolean isPlainFile(ArchiveEntry entry) {
        if (!(entry instanceof TarArchiveEntry tar)) {
            return true;
        }
        boolean special = tar.isLink() || tar.isCharacterDevice() || tar.isBlockDevice() || tar.isFIFO();
        return tar.isFile() && !special;
    }

    /** The kind of archive is told by its first bytes. */
    private static ArchiveInputStream<?> opened(InputStream archive) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(new BufferedInputStream(archive, 1 << 16), 4);
        byte[] first = bytes.readNBytes(4);
        bytes.unread(first);
        String magic = new String(first, StandardCharsets.ISO_8859_1);
        if (magic.startsWith("PK\u0003\u0004")) {
            return new ZipArchiveInputStream(bytes, "UTF-8", true, true);
        }
        if (magic.equals("\u00fd7zX") || magic.equals("(\u00b5/\u00fd")) {
            throw NuaException.badRequest("The archive is packed by xz or zstd: pack it as tar.gz, tar.bz2 or zip.");
        }
        InputStream plain = magic.startsWith("\u001f\u008b")
                ? new GZIPInputStream(bytes, 1 << 16)
                : magic.startsWith("BZh") ? new BZip2CompressorInputStream(bytes, true) : bytes;
        return new TarArchiveInputStream(plain, "UTF-8");
    }

    private static Path target(ArchiveEntry entry, Path folder) {
        String name = entry.getName().replaceFirst("^(?:\\./)+", "").replaceFirst("/+$", "");
        return name.isEmpty() || name.equals(".") ? folder : new RelativePath(name).below(folder);
    }

    private static void directories(Path folder, Path directory) throws IOException {
        if (directory.equals(folder)) {
            return;
        }
        directories(folder, parentOf(directory));
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(directory);
            } catch (FileAlreadyExistsException e) {
                throw new NuaException(
                        NuaException.Kind.BAD_REQUEST,
                        "The archive has '" + folder.relativize(directory)
                                + "' both as a file and as a folder: pack it again.",
                        e);
            }
        }
    }

    private static Path parentOf(Path path) {
        return java.util.Objects.requireNonNull(path.getParent(), "every target is below a folder");
    }

    private long write(InputStream from, Path file, long room, Path folder) throws IOException {
        long written = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream to = Files.newOutputStream(file)) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                written += n;
                if (written > room) {
                    throw tooLarge((limits.bytes() >> 20) + " MiB");
                }
                to.write(buffer, 0, n);
                if ((written & 0xff_ffff) < n && spareIsGone(folder)) {
                    throw diskFull(folder, new IOException("too little free space"));
                }
            }
        }
        return written;
    }

    /** A zip tells modes at its end only, which is not read: there, scripts are executable. */
    private static void makeExecutable(ArchiveEntry entry, Path file) throws IOException {
        boolean executable = entry instanceof TarArchiveEntry tar ? (tar.getMode() & 0100) != 0 : isScript(file);
        if (executable) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean isScript(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(3), StandardCharsets.ISO_8859_1).equals("#!/");
        }
    }

    private void makeLinks(Map<Path, String> links, Path folder) {
        try {
            for (Map.Entry<Path, String> link : links.entrySet()) {
                directories(folder, parentOf(link.getKey()));
                if (Path.of(link.getValue()).isAbsolute()) {
                    throw leadsOut(folder, link.getKey());
                }
                Files.deleteIfExists(link.getKey());
                Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
            }
            for (Path link : links.keySet()) {
                requireInside(folder, link);
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST,
                    "A link in the archive cannot be made: " + e.getMessage() + ". Pack it again.",
                    e);
        }
    }

    /** @throws NuaException BAD_REQUEST when the link leads out of the folder */
    static void requireInside(Path folder, Path link) throws IOException {
        Path lexical = parentOf(link).resolve(Files.readSymbolicLink(link)).normalize();
        boolean inside =
                Files.exists(link) ? link.toRealPath().startsWith(folder.toRealPath()) : lexical.startsWith(folder);
        if (!inside) {
            throw leadsOut(folder, link);
        }
    }

    private boolean spareIsGone(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace() < limits.spareBytes();
    }

    private RuntimeException failure(IOException e, Path folder) {
        try {
            if (spareIsGone(folder)) {
                return diskFull(folder, e);
            }
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
        }
        return new NuaException(
                NuaException.Kind.BAD_REQUEST,
                "The archive ended early or is broken: pack the whole source folder as tar or tar.gz.",
                e);
    }

    private static NuaException diskFull(Path folder, IOException e) {
        return NuaException.unavailable("The disk of " + folder + " is full: free some space, then deploy again.", e);
    }

    private static NuaException tooLarge(String limit) {
        return new NuaException(
                NuaException.Kind.TOO_LARGE,
                "The source is larger than " + limit
                        + ": leave out what is not source, for instance with a .nuaignore file.");
    }

    private static NuaException leadsOut(Path folder, Path link) {
        return NuaException.badRequest(
                "The archive's link '"
                        + NuaException.excerpt(folder.relativize(link).toString())
                        + "' leads out of the source folder: use relative links inside it, or leave it out by a line in .nuaignore.");
    }
}
