package rocks.nua.api.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec;

/**
 * A source folder as builders see it: to be read, not to be left. Links are not followed. Thread-safe while nobody writes to
 * the folder.
 *
 * @param folder the folder itself, for the engine
 * @param spec what the manifest says
 */
public record SourceTree(Path folder, AppSpec spec) {
    private static final long LARGEST_TEXT = 4L << 20;
    private static final int MOST_FILES = 10_000;

    /** A folder without a manifest. */
    public static SourceTree of(Path folder) {
        return new SourceTree(folder, AppSpec.EMPTY);
    }

    /** Whether there is a regular file with that path. */
    public boolean has(String path) {
        Path file = new RelativePath(path).below(folder);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && insideFolder(file);
    }

    /**
     * The text of a file in UTF-8; empty when there is none.
     *
     * @throws NuaException REJECTED_BY_APP when it is over 4 MiB or not UTF-8
     */
    public Optional<String> read(String path) {
        if (!has(path)) {
            return Optional.empty();
        }
        Path file = new RelativePath(path).below(folder);
        try {
            if (Files.size(file) > LARGEST_TEXT) {
                throw NuaException.rejected(path + " is over 4 MiB: it cannot be what its name says. Check the file.");
            }
            byte[] bytes = Files.readAllBytes(file);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new NuaException(
                    NuaException.Kind.REJECTED_BY_APP,
                    path + " is not UTF-8 text. Save it as UTF-8 without other bytes.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files whose path matches a glob such as {@code *.html} or {@code **.py}, sorted, at most 10 000. */
    public List<RelativePath> files(String glob) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize)
                    .filter(matcher::matches)
                    .limit(MOST_FILES)
                    .map(file -> new RelativePath(file.toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean insideFolder(Path file) {
        try {
            return file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
