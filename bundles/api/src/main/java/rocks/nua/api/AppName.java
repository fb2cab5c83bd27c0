package rocks.nua.api;

import java.util.regex.Pattern;

/**
 * The name of an app: a DNS label (RFC 1123) of 1 to 40 lower-case letters, digits and hyphens that starts with a letter.
 *
 * @param value the name
 */
public record AppName(String value) implements Comparable<AppName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?");

    /** @throws NuaException BAD_REQUEST when the text is not such a label */
    public AppName {
        if (!SHAPE.matcher(value).matches()) {
            throw NuaException.badRequest("App name '" + NuaException.excerpt(value)
                    + "' is not valid: use 1 to 40 lower-case letters, digits and hyphens, starting with a letter.");
        }
    }

    /** The nearest valid name to any text, as for the name of a folder; {@code app} where nothing is left. */
    public static AppName from(String text) {
        String label = text.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+", "");
        label = label.substring(0, Math.min(label.length(), 40)).replaceAll("-+$", "");
        return new AppName(label.isEmpty() ? "app" : label);
    }

    @Override
    public int compareTo(AppName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
