package rocks.nua.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.app.Release;

final class KillTest {
    private static final int ENOUGH = 200;

    /** Adds releases for ever and prints the number of each one that was acknowledged. */
    public static void main(String[] arguments) {
        SqliteStore store = new SqliteStore(Path.of(arguments[0]), 1000);
        store.save(StoreContract.app(StoreContract.SHOP));
        while (true) {
            System.out.println(
                    store.add(StoreContract.release(StoreContract.SHOP)).number());
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill(@TempDir Path home) throws Exception {
        List<Integer> acknowledged = writtenUntilKilled(home);
        assertTrue(acknowledged.size() >= ENOUGH);
        SqliteStore store = new SqliteStore(home, 1000);
        try {
            var there = store.releases(StoreContract.SHOP).stream()
                    .map(Release::number)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(there.containsAll(acknowledged));
            // at most the one whose acknowledgement was cut off
            assertTrue(
                    there.size() - acknowledged.size() <= 1, there.size() + " rows, " + acknowledged.size() + " told");
            assertEquals(
                    there.last() + 1,
                    store.add(StoreContract.release(StoreContract.SHOP)).number());
        } finally {
            store.close();
        }
    }

    private static List<Integer> writtenUntilKilled(Path home) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillTest.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> acknowledged = new ArrayList<>();
        try (BufferedReader lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged.add(Integer.valueOf(line));
                if (acknowledged.size() == ENOUGH) {
                    // not child.destroyForcibly(): it would close the stream that still holds acknowledgements
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return acknowledged;
    }
}
