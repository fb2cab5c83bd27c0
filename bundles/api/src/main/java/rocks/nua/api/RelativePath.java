package rocks.nua.api;

import java.nio.file.Path;
import java.util.List;

/**
 * A path inside a folder that cannot lead out of it: relative, with {@code /}, without {@code ..}, {@code .}, empty parts
 * or control characters. The empty path is the folder itself.
 *
 * @param value the path
 */
public record RelativePath(String value) implements Comparable<RelativePath> {

    /** @throws NuaException BAD_REQUEST when the path is absolute or could lead out of its folder */
    public RelativePath {
        boolean odd = value.chars().anyMatch(c -> c < ' ' || c == '\\');
        List<String> parts = List.of(value.split("/", -1));
        boolean escapes =
                !value.isEmpty() && parts.stream().anyMatch(p -> p.isEmpty() || p.equals("..") || p.equals("."));
        if (odd || escapes) {
            throw NuaException.badRequest("Path '" + NuaException.excerpt(value)
                    + "' is not accepted: use a relative path without '..', such as src/app.js.");
        }
    }

    /** The same path below a folder of this machine. */
    public Path below(Path folder) {
        return folder.resolve(value);
    }

    @Override
    public int compareTo(RelativePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
