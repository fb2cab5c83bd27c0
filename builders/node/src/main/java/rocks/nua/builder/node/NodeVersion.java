package rocks.nua.builder.node;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.SourceTree;

/** Chooses the major version of Node for a range of engines.node, by its major numbers alone. */
final class NodeVersion {
    /** The major that Debian 13 has. */
    static final int DEBIAN = 20;

    /** The registry's, those with long support first. */
    private static final List<Integer> OTHERS = List.of(22, 24, 26, 18, 16, 14, 25, 23, 21, 19, 17, 15);

    private static final Pattern BETWEEN = Pattern.compile("v?([0-9]+)[0-9.x*]*\\s+-\\s+v?([0-9]+)[0-9.x*]*");
    private static final Pattern COMPARATOR =
            Pattern.compile("(>=|<=|>|<|\\^|~|=|)\\s*v?([0-9]+)(?:\\.([0-9]+))?[0-9.x*]*");

    private NodeVersion() {}

    /** What the manifest says, else what package.json says, else the file of a version manager, else Debian's. */
    static int of(PackageJson json, SourceTree source) {
        String said = source.spec().build().version();
        return said.isEmpty()
                ? json.engine()
                        .map(range -> choose("package.json", range))
                        .or(() -> Stream.of(".nvmrc", ".node-version")
                                .flatMap(file -> named(file, source).stream())
                                .findFirst())
                        .orElse(DEBIAN)
                : choose("The manifest", said);
    }

    /** Names such as {@code lts/*} say nothing that Debian's is not good for. */
    private static Optional<Integer> named(String file, SourceTree source) {
        return source.read(file)
                .map(String::strip)
                .filter(version -> version.matches("v?[0-9]+(?:\\.[0-9]+)*"))
                .map(version -> choose(file, version));
    }

    static int choose(String who, String range) {
        return Stream.concat(Stream.of(DEBIAN), OTHERS.stream())
                .filter(major -> fits(range, major))
                .findFirst()
                .orElseThrow(() -> NuaException.rejected(who + " asks for Node '" + NuaException.excerpt(range)
                        + "', but there are only the majors 14 to 26: ask for one of them, such as 22."));
    }

    private static boolean fits(String range, int major) {
        return Stream.of(range.split("\\|\\|")).anyMatch(alternative -> fitsAll(alternative.strip(), major));
    }

    private static boolean fitsAll(String alternative, int major) {
        String plain = BETWEEN.matcher(alternative).replaceAll(">=$1 <=$2");
        Matcher comparator = COMPARATOR.matcher(plain);
        boolean fits = true;
        while (comparator.find()) {
            int wanted = Integer.parseInt(comparator.group(2).length() > 6 ? "999999" : comparator.group(2));
            boolean within = comparator.group(3) != null && !comparator.group(3).equals("0");
            fits &= switch (comparator.group(1)) {
                case ">=" -> major >= wanted;
                case ">" -> within ? major >= wanted : major > wanted;
                case "<=" -> major <= wanted;
                case "<" -> within ? major <= wanted : major < wanted;
                default -> major == wanted;
            };
        }
        return fits;
    }
}
