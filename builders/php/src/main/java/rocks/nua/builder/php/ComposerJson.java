package rocks.nua.builder.php;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.Json;
import rocks.nua.api.build.SourceTree;

/** What composer.json and composer.lock say, as far as a deploy asks. */
final class ComposerJson {
    static final String FILE = "composer.json";
    static final String LOCK = "composer.lock";
    private static final ComposerJson NONE = new ComposerJson(Map.of(), Map.of());

    private final Map<?, ?> root;
    private final Map<?, ?> lock;

    private ComposerJson(Map<?, ?> root, Map<?, ?> lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Says nothing where there is no such file. */
    static ComposerJson of(SourceTree source) {
        return source.has(FILE) ? new ComposerJson(object(FILE, source), object(LOCK, source)) : NONE;
    }

    boolean hasPackages() {
        return required().anyMatch(name -> name.contains("/"));
    }

    boolean loadsClasses() {
        return !table(root, "autoload").isEmpty();
    }

    boolean requires(String name) {
        return required().anyMatch(name::equals);
    }

    /** Scripts and local packages read more than the two files. */
    boolean needsSource() {
        return root.containsKey("repositories");
    }

    /** Extensions that the app asks for itself, without {@code ext-}. */
    Set<String> extensions() {
        return extensions(required());
    }

    /** Extensions that the packages of the lock file ask for. */
    Set<String> extensionsOfPackages() {
        List<?> packages = lock.get("packages") instanceof List<?> list ? list : List.of();
        return extensions(packages.stream()
                .filter(Map.class::isInstance)
                .flatMap(one -> table((Map<?, ?>) one, "require").keySet().stream())
                .map(String::valueOf));
    }

    /** The versions of PHP that it asks for; {@code *}: any. */
    String php() {
        return table(root, "require").get("php") instanceof String text ? text : "*";
    }

    private Stream<String> required() {
        return table(root, "require").keySet().stream().map(String::valueOf);
    }

    private static Set<String> extensions(Stream<String> names) {
        Set<String> found = new TreeSet<>();
        names.filter(name -> name.startsWith("ext-")).forEach(name -> found.add(name.substring(4)));
        return found;
    }

    private static Map<?, ?> object(String file, SourceTree source) {
        Object value = source.read(file).map(text -> Json.parse(file, text)).orElse(Map.of());
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw NuaException.rejected(file + " must hold an object: begin it with '{' and end it with '}'.");
    }

    private static Map<?, ?> table(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> table ? table : Map.of();
    }
}
