package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a running platform holds.
 *
 * @param threads of its process
 * @param files that it has open
 * @param loaders of classes of bundles, after a full garbage collection
 */
record Footprint(long threads, long files, long loaders) {
    private static final String LOADER = "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader ";

    static Footprint of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        String jcmd = Files.readSymbolicLink(process.resolve("exe"))
                .resolveSibling("jcmd")
                .toString();
        String histogram = Program.run(
                        Path.of("/"),
                        Map.of(),
                        Duration.ofMinutes(2),
                        List.of(jcmd, Long.toString(pid), "GC.class_histogram"))
                .expect(0)
                .out();
        String loaders = histogram
                .lines()
                .filter(line -> (line + " ").contains(LOADER))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no loaders in:\n" + histogram))
                .strip()
                .split(" +")[1];
        return new Footprint(count(process.resolve("task")), count(process.resolve("fd")), Long.parseLong(loaders));
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    /** Fails the test where it is more than that and what comes and goes by itself. */
    void expectNoMoreThan(Footprint before) {
        String both = "before " + before + ", now " + this;
        assertTrue(loaders <= before.loaders() + 2, both);
        assertTrue(threads <= before.threads() + 10, both);
        assertTrue(files <= before.files() + 10, both);
    }
}
