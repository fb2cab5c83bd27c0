package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the source of every app package must keep, as far as the folder tells; that it runs is seen on an engine. */
public abstract class AppPackageContract {
    /** The folder that the header {@code Nua-Packages} names, as it is in the source of the bundle. */
    protected abstract Path folder();

    @Test
    void itsManifestTellsWhatItIs() throws IOException {
        Path manifest = folder().resolve("nua-config.toml");
        assertTrue(Files.isRegularFile(manifest), "there is no " + manifest);
        List<String> lines = Files.readAllLines(manifest);
        int metadata = lines.indexOf("[metadata]");
        assertTrue(metadata >= 0, manifest + " has no [metadata]");
        for (String key : List.of("id", "version", "title")) {
            assertTrue(
                    lines.stream()
                            .skip(metadata + 1L)
                            .takeWhile(line -> !line.startsWith("["))
                            .anyMatch(line -> line.matches(key + " *= *\".+\".*")),
                    "[metadata] has no " + key);
        }
    }

    @Test
    void aBundleCanHoldIt() throws IOException {
        try (Stream<Path> all = Files.walk(folder())) {
            all.forEach(path -> {
                assertFalse(Files.isSymbolicLink(path), path + " is a link, which a bundle cannot hold");
                assertTrue(
                        Files.isDirectory(path) || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS),
                        path + " is no plain file");
            });
        }
    }
}
