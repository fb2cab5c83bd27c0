package rocks.nua.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What there is to say of a manifest besides what it means: what is odd in it, and the keys that its reader knows. */
final class Remarks {
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Set<String>> keys = new TreeMap<>();

    void warn(String sentence) {
        warnings.add(sentence);
    }

    void known(String path, Set<String> names) {
        keys.computeIfAbsent(path, none -> new TreeSet<>()).addAll(names);
    }

    List<String> warnings() {
        return warnings;
    }

    /** The known keys of each section that was read, by its path. */
    Map<String, Set<String>> keys() {
        return keys;
    }
}
