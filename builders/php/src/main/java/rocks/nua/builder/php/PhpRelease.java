package rocks.nua.builder.php;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.SourceTree;

/**
 * The PHP of a Debian: the newest that fits what the source asks for, by major and minor number alone. Whether the third number
 * fits, Composer tells.
 *
 * @param minor 4 of 8.4
 * @param base the Debian that has it
 */
record PhpRelease(int minor, Base base) {
    private static final List<PhpRelease> ALL =
            List.of(new PhpRelease(4, Base.DEBIAN_13), new PhpRelease(2, Base.DEBIAN_12));
    private static final int MAJOR = 8;
    /** Of https://getcomposer.org/doc/articles/versions.md. */
    private static final Pattern CONSTRAINT = Pattern.compile(
            "(>=|<=|==|!=|<>|>|<|\\^|~|=|)\\s*v?([0-9]{1,3})(?:\\.([0-9]{1,3}))?(?:\\.([0-9]{1,5}))?[^,|\\s]*");

    private static final Pattern BETWEEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");

    /** @throws NuaException REJECTED_BY_APP when it asks for one that is not there */
    static PhpRelease of(SourceTree source, ComposerJson json) {
        String manifest = source.spec().build().version();
        return manifest.isEmpty() ? choose("composer.json", json.php()) : choose("The manifest", manifest);
    }

    private static PhpRelease choose(String who, String range) {
        return ALL.stream()
                .filter(release -> Stream.of(range.split("\\|\\|?")).anyMatch(release::fits))
                .findFirst()
                .orElseThrow(
                        () -> NuaException.rejected(
                                who + " asks for PHP '" + NuaException.excerpt(range)
                                        + "', but there are only 8.4 and 8.2: ask for one of them, such as ^8.2, or bring a Dockerfile."));
    }

    private boolean fits(String alternative) {
        return CONSTRAINT
                .matcher(BETWEEN.matcher(alternative).replaceAll(">=$1 <=$2"))
                .results()
                .allMatch(this::fits);
    }

    private boolean fits(MatchResult constraint) {
        int major = Integer.parseInt(constraint.group(2));
        Optional<Integer> wanted = Optional.ofNullable(constraint.group(3)).map(Integer::parseInt);
        boolean third = constraint.group(4) != null;
        int distance = major == MAJOR ? Integer.compare(minor, wanted.orElse(0)) : Integer.compare(MAJOR, major);
        boolean same = major == MAJOR && wanted.filter(one -> one != minor).isEmpty();
        return switch (constraint.group(1)) {
            case ">=" -> distance >= 0;
            case ">" -> distance > 0 || (same && third);
            case "<" -> distance < 0 || (same && third);
            case "<=" -> distance < 0 || same;
            case "!=", "<>" -> third || !same;
            case "^" -> major == MAJOR && distance >= 0;
            case "~" -> third ? same : major == MAJOR && distance >= 0;
            default -> same;
        };
    }

    String version() {
        return MAJOR + "." + minor;
    }

    /** Whether its Debian has a package of this extension, which the other Debian has. */
    boolean has(String extension) {
        return base == Base.DEBIAN_13 || !extension.equals("zstd");
    }
}
