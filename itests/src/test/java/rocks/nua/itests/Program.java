package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that has ended.
 *
 * @param command what was run
 * @param status its exit status
 * @param out what it printed
 * @param err what it printed as errors
 */
record Program(List<String> command, int status, String out, String err) {

    /** Runs a program to its end, without input. */
    static Program run(Path folder, Map<String, String> environment, Duration limit, List<String> command) {
        try {
            Path out = Files.createTempFile("nua-it", ".out");
            Path err = Files.createTempFile("nua-it", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            Program program = new Program(
                    command, ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same; fails the test where it ended with another status. */
    Program expect(int expected) {
        assertEquals(expected, status, () -> this + " ended with " + status);
        return this;
    }

    /** The last line of its output. */
    String lastLine() {
        List<String> lines = out.strip().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\n--- output\n" + out + "--- errors\n" + err + "---";
    }
}
