package rocks.nua.core.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import rocks.nua.api.LineSink;

/** The log of something that goes step by step: a file that is written line by line and can be followed meanwhile. Thread-safe. */
public final class StepLog implements LineSink {
    private static final long POLL_MILLIS = 20;
    /** A build that prints without end must not fill the disk. */
    private static final long LARGEST_BYTES = 32L << 20;

    private final Path file;

    /** Kept in this file. */
    public StepLog(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void line(String text) {
        try {
            if (Files.exists(file) && Files.size(file) > LARGEST_BYTES) {
                return;
            }
            try (Writer writer = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                writer.write(text.replaceAll("[\\p{Cntrl}&&[^\\t\\e]]", "") + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The log " + file + " cannot be written", e);
        }
    }

    /** Whoever reads may come before the first line, and while it is written. */
    private void create() {
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new UncheckedIOException("The log " + file + " cannot be made", e);
        }
    }

    /** The same log, its lines set in: for what a step prints. */
    public LineSink inside() {
        return text -> line("    " + text);
    }

    /** Reads to the end, and where it is followed, on until it says that it has ended or the thread is interrupted. */
    public void read(LineSink to, BooleanSupplier ended) {
        create();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            StringBuilder partial = new StringBuilder();
            boolean last = ended.getAsBoolean();
            while (true) {
                for (int c = reader.read(); c >= 0; c = reader.read()) {
                    if (c == '\n') {
                        to.line(partial.toString());
                        partial.setLength(0);
                    } else {
                        partial.append((char) c);
                    }
                }
                if (last) {
                    return;
                }
                Thread.sleep(POLL_MILLIS);
                last = ended.getAsBoolean();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("The log " + file + " cannot be read", e);
        }
    }
}
