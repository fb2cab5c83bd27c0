package rocks.nua.core.fleet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rocks.nua.api.AppName;
import rocks.nua.api.LineSink;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;
import rocks.nua.core.source.Workspace;

/** The output of an app's containers: of those that run from the engine, of those that are gone from files. */
public final class LogArchive {
    /** Files of containers that are gone; the oldest go first. */
    private static final int MOST_FILES = 30;
    /** Lines held in memory to put several containers' output in order. */
    private static final int MOST_LINES = 20_000;
    /** Of a file that is added to. */
    private static final long LARGEST_BYTES = 4L << 20;

    private static final long POLL_MILLIS = 300;

    private final Engine engine;
    private final Workspace workspace;
    private final Labels labels;

    public LogArchive(Engine engine, Workspace workspace, Labels labels) {
        this.engine = engine;
        this.workspace = workspace;
        this.labels = labels;
    }

    private record Line(Instant at, String container, String text) {
        String print() {
            return at + " " + container + " " + text;
        }
    }

    /** Keeps the output of a container that is about to go. */
    public void keep(AppName app, Container container) {
        Path folder = workspace.logFolder(app);
        Path file = folder.resolve(shortName(app, container.name()) + ".log");
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            engine.logs(container.name(), Instant.EPOCH, false, writer::println);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of " + container.name() + " cannot be kept", e);
        }
        prune(folder);
    }

    /** Adds the output of a command that has ended, each line led by its time; of much output the newest stays. */
    public void append(AppName app, String name, List<String> lines) {
        Path file = workspace.logFolder(app).resolve(name + ".log");
        List<String> clean = lines.stream()
                .map(line -> line.replaceAll("[\\p{Cntrl}&&[^\\t\\e]]", ""))
                .toList();
        try {
            Files.write(file, clean, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (Files.size(file) > LARGEST_BYTES) {
                List<String> all = Files.readAllLines(file);
                Files.write(file, all.subList(all.size() / 2, all.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The output of " + name + " of " + app + " cannot be kept", e);
        }
    }

    /** The lines since then in order of time; with follow, goes on until the sink throws or the thread is interrupted. */
    public void read(AppName app, Instant since, boolean follow, LineSink to) {
        Map<String, Instant> next = new HashMap<>();
        List<Line> lines = new ArrayList<>(kept(app, since));
        lines.addAll(live(app, since, next));
        print(lines, to);
        while (follow && pause()) {
            print(live(app, since, next), to);
        }
    }

    private List<Line> live(AppName app, Instant since, Map<String, Instant> next) {
        List<Line> lines = new ArrayList<>();
        for (Container container : engine.list(labels.of(app))) {
            String name = shortName(app, container.name());
            engine.logs(container.name(), next.getOrDefault(container.name(), since), false, raw -> {
                Line line = parse(name, raw);
                if (!line.at().isBefore(next.getOrDefault(container.name(), since))) {
                    lines.add(line);
                }
            });
            lines.stream()
                    .filter(line -> line.container().equals(name))
                    .map(line -> line.at().plusNanos(1))
                    .max(Comparator.naturalOrder())
                    .ifPresent(last -> next.put(container.name(), last));
        }
        return lines;
    }

    private List<Line> kept(AppName app, Instant since) {
        List<Line> lines = new ArrayList<>();
        for (Path file : files(workspace.logFolder(app))) {
            String name = file.getFileName().toString().replaceFirst("\\.log$", "");
            try (Stream<String> raw = Files.lines(file)) {
                raw.map(text -> parse(name, text))
                        .filter(line -> !line.at().isBefore(since))
                        .forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    private static void print(List<Line> lines, LineSink to) {
        lines.sort(Comparator.comparing(Line::at));
        lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()).forEach(line -> to.line(line.print()));
    }

    private static Line parse(String container, String raw) {
        int space = raw.indexOf(' ');
        try {
            return new Line(Instant.parse(raw.substring(0, Math.max(space, 0))), container, raw.substring(space + 1));
        } catch (DateTimeParseException e) {
            return new Line(Instant.EPOCH, container, raw);
        }
    }

    private static String shortName(AppName app, String container) {
        int at = container.indexOf("-" + app + "-");
        return at < 0 ? container : container.substring(at + app.value().length() + 2);
    }

    private static void prune(Path folder) {
        List<Path> files = files(folder);
        for (Path file : files.subList(0, Math.max(0, files.size() - MOST_FILES))) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted(Comparator.comparing(LogArchive::age)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime age(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
