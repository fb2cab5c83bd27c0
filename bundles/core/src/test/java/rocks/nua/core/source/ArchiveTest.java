package rocks.nua.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.core.source.Archive.Limits;

class ArchiveTest {
    @TempDir
    Path outer;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    private void file(String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private void special(String name, byte type, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private Path unpack(byte[] archive, Limits limits) throws IOException {
        Path folder = Files.createDirectories(outer.resolve("in"));
        new Archive(limits).unpack(new ByteArrayInputStream(archive), folder);
        return folder;
    }

    private byte[] done() throws IOException {
        tar.close();
        return bytes.toByteArray();
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private void refused(Kind kind, String part) throws IOException {
        byte[] archive = done();
        NuaException e = assertThrows(NuaException.class, () -> unpack(archive, new Limits(1 << 20, 50, 0)));
        assertEquals(kind, e.kind());
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void unpacksFilesFoldersAndLinksInside() throws IOException {
        file("./src/app.js", "hello");
        special("current", TarConstants.LF_SYMLINK, "src/app.js");

        Path folder = unpack(zipped(done()), Limits.DEFAULT);

        assertEquals("hello", Files.readString(folder.resolve("current")));
    }

    @Test
    void refusesPathsThatLeadOut() throws IOException {
        file("../evil", "x");
        refused(Kind.BAD_REQUEST, "without '..'");
        assertFalse(Files.exists(outer.resolve("evil")));
    }

    @Test
    void refusesAbsolutePaths() throws IOException {
        file("/etc/evil", "x");
        refused(Kind.BAD_REQUEST, "relative path");
    }

    @Test
    void refusesLinksThatLeadOut() throws IOException {
        special("out", TarConstants.LF_SYMLINK, "../..");
        refused(Kind.BAD_REQUEST, "leave it out by a line in .nuaignore");
    }

    @Test
    void tellsAPackingThatIsNotRead() {
        byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

        var refusal = assertThrows(NuaException.class, () -> unpack(xz, Limits.DEFAULT));
        assertEquals("The archive is packed by xz or zstd: pack it as tar.gz, tar.bz2 or zip.", refusal.getMessage());
    }

    @Test
    void refusesAChainOfLinksThatLeadsOut() throws IOException {
        special("a/b/root", TarConstants.LF_SYMLINK, "../..");
        special("out", TarConstants.LF_SYMLINK, "a/b/root/../evil");
        Files.createDirectories(outer.resolve("evil"));
        refused(Kind.BAD_REQUEST, "leads out");
    }

    @Test
    void writesNothingThroughALink() throws IOException {
        special("dir", TarConstants.LF_SYMLINK, ".");
        file("dir/file", "x");
        byte[] archive = done();

        Path folder = outer.resolve("in");
        assertThrows(RuntimeException.class, () -> unpack(archive, Limits.DEFAULT));
        assertFalse(Files.exists(folder.resolve("file"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void refusesHardLinksAndDevices() throws IOException {
        special("passwd", TarConstants.LF_LINK, "/etc/passwd");
        refused(Kind.BAD_REQUEST, "hard link or a device");
    }

    @Test
    void refusesDevices() throws IOException {
        special("null", TarConstants.LF_CHR, "");
        refused(Kind.BAD_REQUEST, "hard link or a device");
    }

    @Test
    void refusesTooManyBytesWhateverTheirCompression() throws IOException {
        file("zeros", "0".repeat(2 << 20));
        byte[] bomb = zipped(done());
        assertTrue(bomb.length < 10_000);

        NuaException e = assertThrows(NuaException.class, () -> unpack(bomb, new Limits(1 << 20, 50, 0)));
        assertEquals(Kind.TOO_LARGE, e.kind());
    }

    @Test
    void refusesTooManyEntries() throws IOException {
        for (int i = 0; i < 60; i++) {
            file("f" + i, "");
        }
        refused(Kind.TOO_LARGE, "50 files");
    }

    @Test
    void refusesACutOffArchive() throws IOException {
        file("app.js", "x".repeat(100_000));
        byte[] whole = done();
        byte[] cut = Arrays.copyOf(whole, 50_000);

        NuaException e = assertThrows(NuaException.class, () -> unpack(cut, Limits.DEFAULT));
        assertEquals(Kind.BAD_REQUEST, e.kind());
    }

    @Test
    void refusesNoise() {
        NuaException e = assertThrows(
                NuaException.class,
                () -> unpack("this is not an archive".getBytes(StandardCharsets.UTF_8), Limits.DEFAULT));
        assertEquals(Kind.BAD_REQUEST, e.kind());
    }

    @Test
    void saysWhenTheDiskIsFull() throws IOException {
        file("big", "0".repeat(17 << 20));
        byte[] archive = done();

        NuaException e =
                assertThrows(NuaException.class, () -> unpack(archive, new Limits(1L << 30, 50, Long.MAX_VALUE)));
        assertEquals(Kind.UNAVAILABLE, e.kind());
    }
}
