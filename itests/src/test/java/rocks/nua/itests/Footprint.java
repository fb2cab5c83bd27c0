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
 * @param bundles that the framework knows, those included that it could not forget
 */
record Footprint(long threads, long files, long loaders, long bundles) {
    private static final String FRAMEWORK = "org.apache.felix.framework.";

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
        return new Footprint(
                count(process.resolve("task")),
                count(process.resolve("fd")),
                instances(histogram, "BundleWiringImpl$BundleClassLoader"),
                instances(histogram, "BundleImpl"));
    }

    private static long instances(String histogram, String name) {
        return histogram
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length > 3 && words[3].equals(FRAMEWORK + name))
                .mapToLong(words -> Long.parseLong(words[1]))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in:\n" + histogram));
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
        assertTrue(bundles <= before.bundles() + 2, both);
        assertTrue(threads <= before.threads() + 10, both);
        assertTrue(files <= before.files() + 10, both);
    }
}
