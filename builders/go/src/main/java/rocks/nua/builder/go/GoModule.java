package rocks.nua.builder.go;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.SourceTree;

/**
 * What go.mod says, or go.work with the modules that it uses.
 *
 * @param file the file that says it; empty: nobody does, and the program stands alone
 * @param name path of the module
 * @param version the Go that it asks for
 * @param requires whether it needs other modules
 * @param needsC whether one of them is known to be C
 */
record GoModule(String file, String name, String version, boolean requires, boolean needsC) {
    static final String FILE = "go.mod";
    static final String WORKSPACE = "go.work";
    /** What Go needs to know of a program that came without go.mod. */
    static final String ALONE = "module app\n\ngo 1.24\n";

    private static final Pattern MODULE = Pattern.compile("(?m)^\\s*module\\s+\"?([^\\s\"]+)");
    private static final Pattern VERSION = Pattern.compile("(?m)^\\s*go\\s+(1\\.[0-9]{1,3}(?:\\.[0-9]{1,3})?)");
    private static final Pattern REQUIRE = Pattern.compile("(?m)^\\s*require\\b");
    private static final List<String> C =
            List.of("github.com/mattn/go-sqlite3", "github.com/confluentinc/confluent-kafka-go");
    private static final Pattern SUM = Pattern.compile("\\s*(?:\\S+ \\S+ h[0-9]:\\S+)?\\s*");
    private static final int DEBIAN_MINOR = 24;
    private static final int DEBIAN_PATCH = 4;

    static Optional<GoModule> of(SourceTree source) {
        return source.read(FILE)
                .map(text -> parse(FILE, text))
                .or(() -> source.read(WORKSPACE).map(text -> workspace(text, source)))
                .or(() -> source.has("main.go") ? Optional.of(parse("", ALONE)) : Optional.empty());
    }

    private static GoModule workspace(String text, SourceTree source) {
        String modules = source.files("**/" + FILE).stream()
                .map(file -> source.read(file.value()).orElse(""))
                .collect(Collectors.joining("\n"));
        return parse(WORKSPACE, "module workspace\n" + text + "\n" + modules);
    }

    private static GoModule parse(String file, String text) {
        Matcher module = MODULE.matcher(text);
        if (!module.find()) {
            throw NuaException.rejected(
                    "go.mod does not name the module: make its first line 'module example.org/app', or run: go mod init.");
        }
        Matcher version = VERSION.matcher(text);
        return new GoModule(
                file,
                module.group(1),
                version.find() ? version.group(1) : "1.16",
                REQUIRE.matcher(text).find(),
                C.stream().anyMatch(text::contains));
    }

    /** Without go.sum, Go refuses to fetch what go.mod requires. */
    void mustBeLocked(SourceTree source) {
        if (requires && file.equals(FILE) && !source.has("go.sum") && !source.has("go.work.sum")) {
            throw NuaException.rejected(
                    "go.mod requires modules, but there is no go.sum: run 'go mod tidy' and keep go.sum with the source.");
        }
    }

    /** @throws NuaException REJECTED_BY_APP with the first line of go.sum that is no checksum */
    static void checkSums(SourceTree source) {
        int number = 0;
        for (String line : source.read("go.sum").orElse("").lines().toList()) {
            number++;
            if (!SUM.matcher(line).matches()) {
                throw NuaException.rejected(
                        "go.sum line " + number + " is no module with its checksum: mend it, or run 'go mod tidy'.");
            }
        }
    }

    /** The last part of its path, without a version such as v2. */
    String shortName() {
        String path = name.replaceFirst("/v[0-9]+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean newerThanDebian() {
        String[] numbers = version.split("\\.", -1);
        int minor = Integer.parseInt(numbers[1]);
        int patch = numbers.length > 2 ? Integer.parseInt(numbers[2]) : 0;
        return minor > DEBIAN_MINOR || (minor == DEBIAN_MINOR && patch > DEBIAN_PATCH);
    }
}
