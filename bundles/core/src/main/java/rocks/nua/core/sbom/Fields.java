package rocks.nua.core.sbom;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a block like the head of a mail: {@code Name: value}, further lines of a value set in.
 *
 * @param values by name in lower case; of several the first, first lines only
 */
record Fields(Map<String, String> values) {

    /** Up to the first empty line. */
    static Fields of(String block) {
        Map<String, String> values = new HashMap<>();
        for (String line : block.lines().toList()) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                break;
            }
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                values.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Fields(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }
}
