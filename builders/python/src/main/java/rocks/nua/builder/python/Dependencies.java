package rocks.nua.builder.python;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.SourceTree;

/**
 * What the app needs from the package index.
 *
 * @param kind where that is written down
 * @param requirements each as pip takes it
 * @param more what the manifest lets pip install besides, and wheels in the folder where nothing else is said
 */
record Dependencies(Kind kind, List<String> requirements, List<String> more) {
    /** Where dependencies are written down. */
    enum Kind {
        /** Nowhere. */
        NOWHERE,
        /** In requirements.txt, or below requirements/. */
        REQUIREMENTS,
        /** In Pipfile. */
        PIPFILE,
        /** In pyproject.toml as a list (PEP 621). */
        PROJECT,
        /** Where only the project's own build tool finds them: setup.py, or the tables of Poetry. */
        BUILD_TOOL
    }

    static final Dependencies NONE = new Dependencies(Kind.NOWHERE, List.of(), List.of());
    private static final List<String> REQUIREMENTS = List.of(
            "requirements.txt", "requirements/production.txt", "requirements/prod.txt", "requirements/base.txt");

    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(\\[[^\\]]*\\])?.*");

    Dependencies {
        requirements = List.copyOf(requirements);
        more = List.copyOf(more);
    }

    /** Empty: nothing tells of dependencies. */
    static Optional<Dependencies> of(SourceTree source) {
        List<String> pip = source.spec().build().pip();
        Optional<Dependencies> listed = listed(source);
        List<String> wanted = pip.isEmpty() && listed.isEmpty() ? List.of("*.whl") : pip;
        List<String> more = wanted.stream()
                .flatMap(one -> one.contains("*") ? wheels(one, source) : Stream.of(one))
                .toList();
        return more.isEmpty()
                ? listed
                : Optional.of(new Dependencies(
                        listed.orElse(NONE).kind(), listed.orElse(NONE).requirements(), more));
    }

    private static Stream<String> wheels(String pattern, SourceTree source) {
        return source.files(pattern.replaceFirst("^\\./", "")).stream().map(file -> "./" + file);
    }

    private static Optional<Dependencies> listed(SourceTree source) {
        if (requirementsFile(source).isPresent()) {
            List<String> lines =
                    files(source).stream().flatMap(file -> lines(file, source)).toList();
            return Optional.of(new Dependencies(lines.isEmpty() ? Kind.NOWHERE : Kind.REQUIREMENTS, lines, List.of()));
        }
        return Pipfile.dependencies(source)
                .or(() -> source.read(Pyproject.FILE).map(Pyproject::new).flatMap(Dependencies::ofProject))
                .or(() -> source.has("setup.py")
                        ? Optional.of(new Dependencies(Kind.BUILD_TOOL, List.of(), List.of()))
                        : Optional.empty());
    }

    /** The one that is installed; it may refer to others. */
    static Optional<String> requirementsFile(SourceTree source) {
        return REQUIREMENTS.stream().filter(source::has).findFirst();
    }

    /** Requirements files, and those that they may refer to. */
    static List<RelativePath> files(SourceTree source) {
        return Stream.of("{requirements,constraints}*.txt", "requirements/**.txt")
                .flatMap(glob -> source.files(glob).stream())
                .sorted()
                .toList();
    }

    boolean isEmpty() {
        return kind == Kind.NOWHERE && more.isEmpty();
    }

    /** Whether a package is asked for, under its normal name (PEP 503), by itself or as an extra of another. */
    boolean has(String name) {
        return names().contains(name);
    }

    /** Whether a requirement is a path or an address instead of a name. */
    boolean refersTo(String... beginnings) {
        return requirements.stream().anyMatch(line -> Stream.of(beginnings).anyMatch(line::startsWith));
    }

    Set<String> names() {
        return Stream.concat(
                        requirements.stream(),
                        more.stream().map(one -> one.replaceFirst("^(?:.*/)?([^/-]+)-[^/]*\\.whl$", "$1")))
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .flatMap(match -> Stream.of(match.group(1), match.group(1) + extras(match)))
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"))
                .collect(Collectors.toSet());
    }

    private static String extras(Matcher match) {
        return match.group(2) == null ? "" : match.group(2).replace(" ", "");
    }

    private static Stream<String> lines(RelativePath file, SourceTree source) {
        String text = source.read(file.value()).orElse("");
        if (Locked.conflict(text)) {
            throw NuaException.rejected(file + " has an unsolved conflict of git in it: keep one of its sides.");
        }
        return text.lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*$", "").strip())
                .filter(line -> !line.isEmpty());
    }

    private static Optional<Dependencies> ofProject(Pyproject project) {
        if (project.has("project")) {
            List<String> listed = project.list("project", "dependencies");
            boolean installs = !listed.isEmpty() || project.has("build-system");
            return Optional.of(new Dependencies(installs ? Kind.PROJECT : Kind.NOWHERE, listed, List.of()));
        }
        if (!project.has("tool.poetry")) {
            return Optional.empty(); // settings of tools
        }
        if (project.value("tool.poetry", "package-mode").equals("false")) {
            throw NuaException.rejected(
                    "pyproject.toml lists its dependencies for Poetry alone (package-mode = false): move them to dependencies in [project], or add a requirements.txt made by poetry export.");
        }
        return Optional.of(new Dependencies(Kind.BUILD_TOOL, project.keys("tool.poetry.dependencies"), List.of()));
    }
}
