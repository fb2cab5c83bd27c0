package rocks.nua.builder.python;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.SourceTree;

/**
 * The versions of a lock file, as constraints of pip: what is installed gets that version, what another platform or a developer
 * needs stays away.
 *
 * @param file name of the lock file
 * @param constraints a line each
 */
record Locked(String file, List<String> constraints) {
    private static final Pattern PACKAGE = Pattern.compile(
            "(?m)^\\[\\[package\\]\\]\\s+name = \"([A-Za-z0-9._-]+)\"\\s+version = \"([A-Za-z0-9.!+_-]+)\"");

    private static final Pattern CONFLICT = Pattern.compile("(?m)^(?:<<<<<<<|=======|>>>>>>>)(?: |$)");

    /** The first of these files that is there. */
    static Optional<Locked> of(SourceTree source, String... files) {
        return Stream.of(files)
                .filter(source::has)
                .findFirst()
                .map(file ->
                        new Locked(file, constraints(file, source.read(file).orElse(""))));
    }

    private static List<String> constraints(String file, String text) {
        return file.equals(Pipfile.LOCK) ? Pipfile.constraints(text) : constraints(whole(file, text));
    }

    /** Whether git could not merge the text and nobody has. */
    static boolean conflict(String text) {
        return CONFLICT.matcher(text).find();
    }

    private static String whole(String file, String text) {
        if (conflict(text) || !text.contains("[[package]]")) {
            throw NuaException.rejected(
                    file + " names no packages, or has an unsolved conflict of git in it: write it anew with '"
                            + (file.equals("uv.lock") ? "uv lock" : "poetry lock") + "'.");
        }
        return text;
    }

    String text() {
        return String.join("\n", constraints) + "\n";
    }

    private static List<String> constraints(String text) {
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        PACKAGE.matcher(text).results().forEach(match -> versions.computeIfAbsent(
                        match.group(1), name -> new TreeSet<>())
                .add(match.group(2)));
        return versions.entrySet().stream()
                .filter(one -> one.getValue().size() == 1) // several: which one counts depends on the platform
                .map(one -> one.getKey() + "==" + one.getValue().first())
                .collect(Collectors.toList());
    }
}
