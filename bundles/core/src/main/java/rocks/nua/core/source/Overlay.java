package rocks.nua.core.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import rocks.nua.api.NuaException;

/** A folder that is laid over another: what it has stays as it is, what it lacks is moved in from below. */
final class Overlay {
    private static final List<String> MANIFEST_FOLDERS = List.of("", "nua", "nua/metadata");

    private final Path top;

    Overlay(Path top) {
        this.top = top;
    }

    /**
     * Moves in what the other folder has more.
     *
     * @throws NuaException BAD_REQUEST for a link that now leads out
     */
    void under(Path below) throws IOException {
        Files.walkFileTree(below, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path target = target(below, directory);
                if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(target);
                }
                return Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = target(below, file);
                if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isManifest(below, file)) {
                    Files.move(file, target);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        requireLinksInside();
    }

    private Path target(Path below, Path path) {
        return top.resolve(below.relativize(path).toString());
    }

    /** The manifest that named the source holds, whatever the source brings. */
    private static boolean isManifest(Path below, Path file) {
        return file.getFileName().toString().startsWith("nua-config.")
                && MANIFEST_FOLDERS.stream()
                        .anyMatch(place -> below.resolve(place).equals(file.getParent()));
    }

    /** A link that led to a folder around its source would now lead elsewhere. */
    private void requireLinksInside() throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    Archive.requireInside(top, file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
