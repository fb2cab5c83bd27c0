package rocks.nua.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A file system of its own in memory, so that a disk can be filled without harm. Only root may mount one. */
final class SmallDisk implements BeforeAllCallback, AfterAllCallback {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path folder;

    SmallDisk() {
        try {
            folder = Files.createTempDirectory("nua-disk-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        int status = run("mount", "-t", "tmpfs", "-o", "size=320m,mode=755", "tmpfs", folder.toString());
        Assumptions.assumeTrue(status == 0, "No disk can be filled here: mounting one needs root.");
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        run("umount", "--lazy", folder.toString());
        Files.deleteIfExists(folder);
    }

    /** Takes all space but this many bytes. */
    void fill(long free) throws IOException {
        long size = Math.max(0, Files.getFileStore(folder).getUsableSpace() - free);
        run("fallocate", "--length", String.valueOf(size), ballast().toString());
    }

    /** Gives back what {@link #fill} took. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private int run(String... command) {
        return Program.run(folder.getParent(), Map.of(), LIMIT, List.of(command))
                .status();
    }
}
