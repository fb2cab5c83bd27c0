package rocks.nua.builder.python;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.Json;
import rocks.nua.api.build.SourceTree;

/** The packages of Pipenv's files, as pip takes them. */
final class Pipfile {
    static final String FILE = "Pipfile";
    static final String LOCK = "Pipfile.lock";
    private static final Pattern MEMBER = Pattern.compile("\\b(\\w+)\\s*=\\s*(?:[\"']([^\"']*)[\"']|\\[([^\\]]*)\\])");

    private Pipfile() {}

    /** Empty: there is no Pipfile. */
    static Optional<Dependencies> dependencies(SourceTree source) {
        return source.read(FILE).map(Pyproject::new).map(file -> {
            List<String> listed = file.keys("packages").stream()
                    .map(name -> requirement(name, file.value("packages", name)))
                    .toList();
            var kind = listed.isEmpty() ? Dependencies.Kind.NOWHERE : Dependencies.Kind.PIPFILE;
            return new Dependencies(kind, listed, List.of());
        });
    }

    /** The Python that it asks for, as a major and minor number; empty: any. */
    static Optional<String> python(SourceTree source) {
        return source.read(FILE).map(Pyproject::new).stream()
                .flatMap(file -> Stream.of(
                        file.value("requires", "python_full_version"), file.value("requires", "python_version")))
                .map(value -> value.replaceAll("[\"']", "").replaceFirst("^(\\d+\\.\\d+)\\..*", "$1"))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /**
     * Each package of the lock file with its version, as pip's constraints say it.
     *
     * @throws NuaException REJECTED_BY_APP when it is none
     */
    static List<String> constraints(String lock) {
        if (Json.parse(LOCK, lock) instanceof Map<?, ?> root && root.get("default") instanceof Map<?, ?> all) {
            return all.entrySet().stream().flatMap(Pipfile::constraint).sorted().toList();
        }
        throw NuaException.rejected("Pipfile.lock has no table default: write it anew with 'pipenv lock'.");
    }

    private static Stream<String> constraint(Map.Entry<?, ?> one) {
        return one.getValue() instanceof Map<?, ?> entry
                        && entry.get("version") instanceof String version
                        && version.matches("==[A-Za-z0-9.!+_-]+")
                ? Stream.of(one.getKey() + version)
                : Stream.empty();
    }

    private static String requirement(String name, String value) {
        if (!value.startsWith("{")) {
            return name + version(value.replaceAll("[\"']", "").strip());
        }
        String version = "";
        String extras = "";
        String git = "";
        String ref = "";
        Matcher member = MEMBER.matcher(value);
        while (member.find()) {
            switch (member.group(1)) {
                case "version" -> version = version(member.group(2));
                case "extras" -> extras = "[" + member.group(3).replaceAll("[\"'\\s]", "") + "]";
                case "git" -> git = " @ git+" + member.group(2);
                case "ref" -> ref = "@" + member.group(2);
                default -> {
                    // Where it is fetched from and for which platform: pip finds both by itself.
                }
            }
        }
        return name + extras + (git.isEmpty() ? version : git + ref);
    }

    private static String version(String value) {
        return value.equals("*") ? "" : value;
    }
}
