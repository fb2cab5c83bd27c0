package rocks.nua.builder.python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.SourceTree;

/**
 * The Python of a Debian: the newest that fits what the source asks for, by major and minor number alone.
 *
 * @param minor 11 of 3.11
 * @param base the Debian that has it
 */
record PythonRelease(int minor, Base base) {
    private static final List<PythonRelease> ALL =
            List.of(new PythonRelease(13, Base.DEBIAN_13), new PythonRelease(11, Base.DEBIAN_12));
    private static final Pattern COMPARATOR = Pattern.compile(
            "(>=|<=|===|==|!=|~=|>|<|\\^|~|=|)\\s*v?([0-9]{1,3})(?:\\.([0-9]{1,3}))?(?:\\.([0-9]+))?[^,\\s]*");

    /** @throws NuaException REJECTED_BY_APP when it asks for one that is not there */
    static PythonRelease of(SourceTree source) {
        String manifest = source.spec().build().version();
        if (!manifest.isEmpty()) {
            return choose("The manifest", manifest);
        }
        Optional<String> range = asked(source);
        return own(source)
                .flatMap(own -> fitting(range.map(all -> all + "," + own).orElse(own)))
                .or(() -> range.map(all -> choose("pyproject.toml", all)))
                .orElse(ALL.get(0));
    }

    /** The Python of whoever made the source, which is no demand: another will often do. */
    private static Optional<String> own(SourceTree source) {
        return Pipfile.python(source).or(() -> Stream.of(".python-version", "runtime.txt")
                .flatMap(file -> source.read(file).stream())
                .map(text -> text.strip().replaceFirst("^python-", ""))
                .filter(text -> text.matches("3(?:\\.[0-9]{1,3}){1,2}"))
                .findFirst());
    }

    private static Optional<String> asked(SourceTree source) {
        return source.read(Pyproject.FILE).map(Pyproject::new).stream()
                .flatMap(project -> Stream.of(
                        project.value("project", "requires-python"),
                        project.value("tool.poetry.dependencies", "python")))
                .map(value -> value.replaceAll("[\"']", "").strip())
                .filter(value -> value.matches("[^{]+"))
                .findFirst();
    }

    static PythonRelease choose(String who, String range) {
        return fitting(range)
                .orElseThrow(() -> NuaException.rejected(who + " asks for Python '" + NuaException.excerpt(range)
                        + "', but there are only 3.13 and 3.11: ask for one of them, such as >=3.11."));
    }

    private static Optional<PythonRelease> fitting(String range) {
        return ALL.stream()
                .filter(release -> Stream.of(range.split("\\|\\|")).anyMatch(release::fits))
                .findFirst();
    }

    private boolean fits(String alternative) {
        return COMPARATOR
                .matcher(alternative)
                .results()
                .allMatch(found -> fits(
                        found.group(1),
                        Integer.parseInt(found.group(2)),
                        Optional.ofNullable(found.group(3)).map(Integer::parseInt),
                        found.group(4) != null));
    }

    private boolean fits(String operator, int major, Optional<Integer> wanted, boolean patch) {
        int least = wanted.orElse(0);
        boolean same = major == 3 && wanted.filter(one -> one != minor).isEmpty();
        boolean atLeast = major < 3 || (major == 3 && minor >= least);
        return switch (operator) {
            case ">=", ">" -> atLeast;
            case "<" -> major > 3 || (major == 3 && (patch ? minor <= least : minor < least));
            case "<=" -> major > 3 || (major == 3 && minor <= least);
            case "!=" -> patch || !same;
            case "^" -> major == 3 && atLeast;
            case "~=" -> patch ? same : major == 3 && atLeast;
            default -> same;
        };
    }

    String because() {
        return "Python 3." + minor + " comes from " + base.title();
    }

    /** The name of a Debian package in this Debian. */
    String named(String debianPackage) {
        return base == Base.DEBIAN_13
                ? debianPackage
                : switch (debianPackage) {
                    case "libmagic1t64" -> "libmagic1";
                    case "libldap2" -> "libldap-2.5-0";
                    default -> debianPackage;
                };
    }
}
