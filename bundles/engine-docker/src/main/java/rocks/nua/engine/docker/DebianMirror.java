package rocks.nua.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.build.BuildPlan.Base;

/**
 * Where this machine gets Debian's packages.
 *
 * @param archive address of the archive
 * @param security address of the archive of security updates
 */
record DebianMirror(String archive, String security) {
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
                first(lines, SECURITY, "http://deb.debian.org/debian-security"));
    }

    /** Lines for apt, with the updates and the security updates of the suite. */
    List<String> sources(Base base) {
        String suite = base.suite();
        return Stream.of(
                        archive + " " + suite, archive + " " + suite + "-updates", security + " " + suite + "-security")
                .map(where -> "deb [signed-by=" + KEYS + "] " + where + " main")
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
