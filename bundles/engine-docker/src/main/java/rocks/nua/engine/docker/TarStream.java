package rocks.nua.engine.docker;

import com.google.common.collect.Iterators;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar that is made while it is read, so that a context of any size needs neither memory nor a file. */
final class TarStream {
    private static final int BLOCK = 512;

    private TarStream() {}

    /** One thing in the tar: its parts, opened when their turn comes. */
    record Entry(Supplier<InputStream> head, Supplier<InputStream> body) {}

    static InputStream of(Stream<Entry> entries) {
        Iterator<InputStream> parts = Stream.concat(
                        entries.flatMap(entry -> Stream.of(entry.head(), entry.body())),
                        Stream.<Supplier<InputStream>>of(() -> new ByteArrayInputStream(new byte[2 * BLOCK])))
                .map(Supplier::get)
                .iterator();
        return new SequenceInputStream(Iterators.asEnumeration(parts));
    }

    /** A file made here. */
    static Entry text(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes(name, bytes);
    }

    /** A symbolic link made here. */
    static Entry link(String name, String target) {
        var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        entry.setModTime(0);
        return new Entry(() -> head(entry), InputStream::nullInputStream);
    }

    static Entry bytes(String name, byte[] bytes) {
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setModTime(0);
        return new Entry(() -> head(entry), () -> new Padded(new ByteArrayInputStream(bytes), bytes.length));
    }

    /** A folder, link or file of this machine; anything else, such as a device, is left out. */
    static Stream<Entry> file(String name, Path file) {
        try {
            if (Files.isSymbolicLink(file)) {
                var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                link.setLinkName(Files.readSymbolicLink(file).toString());
                return Stream.of(withoutBody(link, file));
            }
            if (Files.isDirectory(file)) {
                return Stream.of(withoutBody(new TarArchiveEntry(name + "/"), file));
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Stream.empty();
            }
            var entry = new TarArchiveEntry(name);
            long size = Files.size(file);
            entry.setSize(size);
            entry.setMode(Files.isExecutable(file) ? 0755 : 0644);
            entry.setModTime(seconds(file));
            return Stream.of(new Entry(() -> head(entry), () -> new Padded(open(file), size)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry withoutBody(TarArchiveEntry entry, Path file) throws IOException {
        entry.setModTime(seconds(file));
        return new Entry(() -> head(entry), InputStream::nullInputStream);
    }

    /** A finer time would need a header of its own, behind which the engine does not recognise a tar. */
    private static FileTime seconds(Path file) throws IOException {
        long seconds =
                Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.SECONDS);
        return FileTime.from(seconds, TimeUnit.SECONDS);
    }

    private static InputStream head(TarArchiveEntry entry) {
        var bytes = new ByteArrayOutputStream();
        // never closed: closing would write the end of an archive, or complain about the missing body
        @SuppressWarnings("resource")
        var tar = new TarArchiveOutputStream(bytes, BLOCK, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        try {
            entry.setUserId(0);
            entry.setGroupId(0);
            tar.putArchiveEntry(entry);
            tar.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exactly so many bytes, filled to a block, whatever becomes of the file while it is read. */
    private static final class Padded extends InputStream {
        private final InputStream in;
        private final long size;
        private final long padded;
        private long position;

        Padded(InputStream in, long size) {
            this.in = in;
            this.size = size;
            this.padded = (size + BLOCK - 1) / BLOCK * BLOCK;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (position >= padded) {
                return -1;
            }
            int count = position < size ? in.read(bytes, offset, (int) Math.min(length, size - position)) : -1;
            if (count < 0) {
                count = (int) Math.min(length, padded - position);
                Arrays.fill(bytes, offset, offset + count, (byte) 0);
            }
            position += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
