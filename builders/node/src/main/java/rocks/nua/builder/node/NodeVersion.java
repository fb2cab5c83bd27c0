package rocks.nua.builder.node;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;

/** Chooses the major version of Node for a range of engines.node, by its major numbers alone. */
final class NodeVersion {
    /** The major that Debian 13 has. */
    static final int DEBIAN = 20;

    private static final List<Integer> OTHERS = List.of(22, 24, 18, 16);
    private static final Pattern BETWEEN = Pattern.compile("v?([0-9]+)[0-9.x*]*\\s+-\\s+v?([0-9]+)[0-9.x*]*");
    private static final Pattern COMPARATOR =
            Pattern.compile("(>=|<=|>|<|\\^|~|=|)\\s*v?([0-9]+)(?:\\.([0-9]+))?[0-9.x*]*");

    private NodeVersion() {}

    static int of(Optional<String> engines) {
        return engines.map(NodeVersion::choose).orElse(DEBIAN);
    }

    private static int choose(String range) {
        return Stream.concat(Stream.of(DEBIAN), OTHERS.stream())
                .filter(major -> fits(range, major))
                .findFirst()
                .orElseThrow(() -> NuaException.rejected("package.json asks for Node '" + NuaException.excerpt(range)
                        + "' in engines, but there are only " + DEBIAN + ", 22, 24, 18 and 16: widen the range."));
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
