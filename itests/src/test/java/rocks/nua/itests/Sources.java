package rocks.nua.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Source folders and archives of them. */
final class Sources {
    private Sources() {}

    /** A copy of an example that a test may change. */
    static Path copy(String example, Path to) {
        return copy(NuaPlatform.CHECKOUT.resolve("examples").resolve(example), to);
    }

    /** A copy of a folder. */
    static Path copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the app of hello-node answer another text. */
    static void answer(Path helloNode, String text) {
        Path server = helloNode.resolve("server.js");
        try {
            Files.writeString(
                    server,
                    Files.readString(server)
                            .replaceFirst("response\\.end\\(\".*?\\\\n\"\\)", "response.end(\"" + text + "\\\\n\")"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive with one entry after a proper file. */
    static byte[] archive(TarArchiveEntry entry, String content) {
        return archive(entry, content, file("index.html"), "hello");
    }

    /** An archive with two entries. */
    static byte[] archive(TarArchiveEntry one, String content, TarArchiveEntry other, String otherContent) {
        return archive(tar -> {
            add(tar, other, otherContent.getBytes(StandardCharsets.UTF_8));
            add(tar, one, content.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** An archive with these files. */
    static byte[] archive(Map<String, byte[]> files) {
        return archive(tar -> {
            for (var one : files.entrySet()) {
                add(tar, file(one.getKey()), one.getValue());
            }
        });
    }

    private interface Filling {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    private static byte[] archive(Filling filling) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            filling.fill(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static TarArchiveEntry file(String name) {
        return new TarArchiveEntry(name, true);
    }

    static TarArchiveEntry link(String name, byte type, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        return entry;
    }

    private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes) throws IOException {
        if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
        } else {
            tar.putArchiveEntry(entry);
        }
        tar.closeArchiveEntry();
    }
}
