package rocks.nua.builder.node;

import java.util.Map;
import java.util.Optional;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.Json;

/** What package.json says, as far as a deploy asks. */
final class PackageJson {
    static final String FILE = "package.json";
    private final Map<?, ?> root;

    private PackageJson(Map<?, ?> root) {
        this.root = root;
    }

    /** @throws NuaException REJECTED_BY_APP when it is no JSON object */
    static PackageJson parse(String text) {
        if (Json.parse(FILE, text) instanceof Map<?, ?> root) {
            return new PackageJson(root);
        }
        throw NuaException.rejected("package.json must hold an object: begin it with '{' and end it with '}'.");
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(root.get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    Optional<String> script(String name) {
        return Optional.ofNullable(table("scripts").get(name))
                .filter(String.class::isInstance)
                .map(script -> ((String) script).strip())
                .filter(script -> !script.isEmpty());
    }

    Optional<String> engine() {
        return Optional.ofNullable(table("engines").get("node"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    boolean has(String table) {
        return !table(table).isEmpty();
    }

    /** Whether the app needs this package, when it runs or while it is built. */
    boolean dependsOn(String name) {
        return table("dependencies").containsKey(name)
                || table("devDependencies").containsKey(name);
    }

    /** Whether only the build has this package, unless the result keeps it. */
    boolean onlyDevelops(String name) {
        return table("devDependencies").containsKey(name)
                && !table("dependencies").containsKey(name);
    }

    boolean hasDependencies() {
        return has("dependencies") || has("devDependencies") || has("optionalDependencies") || workspaces();
    }

    boolean workspaces() {
        return root.containsKey("workspaces");
    }

    private Map<?, ?> table(String key) {
        return root.get(key) instanceof Map<?, ?> table ? table : Map.of();
    }
}
