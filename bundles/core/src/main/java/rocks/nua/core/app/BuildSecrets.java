package rocks.nua.core.app;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;

/** The rules for secrets of builds. */
final class BuildSecrets {
    private static final int SHORTEST = 4;
    private static final int LARGEST = 16_000;

    private BuildSecrets() {}

    static Map<String, Secret> changed(Map<String, Secret> now, Map<String, Secret> set, Set<String> unset) {
        set.forEach((name, value) -> {
            StoredApps.requireVariable(name);
            int length = value.reveal().getBytes(StandardCharsets.UTF_8).length;
            if (length < SHORTEST || length > LARGEST) {
                throw NuaException.badRequest("The build secret '" + name + "' has " + length + " bytes: it needs "
                        + SHORTEST + " to be masked in the log, and may have " + LARGEST + ".");
            }
        });
        Map<String, Secret> all = new TreeMap<>(now);
        all.putAll(set);
        all.keySet().removeAll(unset);
        return all;
    }
}
