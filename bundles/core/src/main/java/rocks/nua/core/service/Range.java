package rocks.nua.core.service;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions that would do, as a manifest says them: {@code 17}, {@code >=15}, {@code >=14, <16}, {@code ==15.*}; or
 * {@code 16+}, the nearest there is.
 *
 * @param text conditions separated by commas, all of which must hold; empty: any version
 */
record Range(String text) {
    private static final Pattern CONDITION =
            Pattern.compile("(==|>=|<=|>|<|~=|!=)?\\s*v?([0-9]{1,9}(?:\\.[0-9]{1,9})*)(\\.\\*)?");

    private static final Pattern NEAREST = Pattern.compile("\\s*([0-9]{1,9}(?:\\.[0-9]{1,9})*)\\+\\s*");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern DOT = Pattern.compile("\\.");

    /** The first version that would do; versions stand newest first. */
    Optional<String> newest(List<String> versions) {
        Matcher wanted = NEAREST.matcher(text);
        return wanted.matches()
                ? nearest(wanted.group(1), versions)
                : versions.stream().filter(this::holds).findFirst();
    }

    /** The version itself, else the oldest that is newer, else the newest of its series. */
    private static Optional<String> nearest(String wanted, List<String> versions) {
        String series = DOT.split(wanted, 2)[0];
        return versions.stream()
                .filter(version -> compare(version, wanted) >= 0)
                .reduce((newer, older) -> older)
                .or(() -> versions.stream()
                        .filter(version -> compare(version, series) == 0)
                        .findFirst());
    }

    private boolean holds(String version) {
        return text.isBlank() || COMMA.splitAsStream(text).allMatch(condition -> holds(condition.strip(), version));
    }

    private static boolean holds(String condition, String version) {
        Matcher parts = CONDITION.matcher(condition);
        if (!parts.matches()) {
            return false;
        }
        int order = compare(version, parts.group(2));
        return switch (Optional.ofNullable(parts.group(1)).orElse("==")) {
            case "==", "~=" -> order == 0;
            case "!=" -> order != 0;
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order < 0;
        };
    }

    /** Only as many numbers as both say are compared: an offered 17 stands for every 17.x. */
    static int compare(String one, String other) {
        int[] left = numbers(one);
        int[] right = numbers(other);
        int both = Math.min(left.length, right.length);
        return Arrays.compare(left, 0, both, right, 0, both);
    }

    private static int[] numbers(String version) {
        return DOT.splitAsStream(version).mapToInt(Integer::parseInt).toArray();
    }
}
