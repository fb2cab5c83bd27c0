package rocks.nua.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.platform.BuildSettings;

/**
 * Where Debian's packages come from.
 *
 * @param archive address of the archive
 * @param security address of the archive of security updates
 * @param moment of the snapshot that both are, as {@code 20261101T000000Z}; empty: they are as of now
 */
record DebianMirror(String archive, String security, String moment) {
    /** Files of an archive that changes get no newer time than this one, so that they differ only where packages do. */
    private static final Instant NO_MOMENT = Instant.ofEpochSecond(1_780_000_000);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";
    private static final Pattern ARCHIVE = Pattern.compile("https?://\\S+/debian(?=/?(?:\\s|$))");
    private static final Pattern SECURITY = Pattern.compile("https?://\\S+/debian-security(?=/?(?:\\s|$))");

    static DebianMirror ofThisMachine() {
        return of(Path.of("/etc/apt"));
    }

    static DebianMirror of(Path apt) {
        List<String> lines = Stream.concat(Stream.of(apt.resolve("sources.list")), files(apt.resolve("sources.list.d")))
                .filter(Files::isReadable)
                .flatMap(file -> lines(file).stream())
                .filter(line -> !line.startsWith("#") && (line.startsWith("deb ") || line.startsWith("URIs:")))
                .toList();
        return new DebianMirror(
                first(lines, ARCHIVE, "http://deb.debian.org/debian"),
                first(lines, SECURITY, "http://deb.debian.org/debian-security"),
                "");
    }

    /** What this machine uses, or the snapshot that the settings name. */
    static DebianMirror of(BuildSettings settings) {
        if (settings.snapshot().isEmpty()) {
            return ofThisMachine();
        }
        return new DebianMirror(
                settings.snapshotArchive() + "/debian/" + settings.snapshot(),
                settings.snapshotArchive() + "/debian-security/" + settings.snapshot(),
                settings.snapshot());
    }

    /** The newest time that a file may have. */
    Instant time() {
        return moment.isEmpty() ? NO_MOMENT : MOMENT.parse(moment, Instant::from);
    }

    /** Lines for apt, with the updates and the security updates of the suite. */
    List<String> sources(Base base) {
        String suite = base.suite();
        return Stream.of(
                        archive + " " + suite, archive + " " + suite + "-updates", security + " " + suite + "-security")
                .map(where -> "deb [" + (moment.isEmpty() ? "" : "check-valid-until=no ") + "signed-by=" + KEYS + "] "
                        + where + " main")
                .toList();
    }

    private static String first(List<String> lines, Pattern pattern, String otherwise) {
        return lines.stream()
                .flatMap(line -> pattern.matcher(line).results())
                .map(found -> found.group())
                .findFirst()
                .orElse(otherwise);
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
