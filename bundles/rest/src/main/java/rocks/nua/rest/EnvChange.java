package rocks.nua.rest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import rocks.nua.api.Secret;

/**
 * Variables to set and to unset.
 *
 * @param set by name
 * @param unset names
 */
record EnvChange(Map<String, Secret> set, Set<String> unset) {

    /** Reads a JSON object in which {@code null} unsets. */
    static EnvChange of(Map<String, String> body) {
        Map<String, Secret> set = new HashMap<>();
        Set<String> unset = new HashSet<>();
        Bodies.present(body).forEach((name, value) -> {
            if (Objects.isNull(value)) {
                unset.add(name);
            } else {
                set.put(name, new Secret(value));
            }
        });
        return new EnvChange(set, unset);
    }
}
