package rocks.nua.api;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A DNS name under which an app answers (RFC 1123), kept in lower case without a final dot; at most 253 characters.
 *
 * @param value the name
 */
public record Domain(String value) implements Comparable<Domain> {
    private static final Pattern SHAPE =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws NuaException BAD_REQUEST when the text is not a DNS name */
    public Domain {
        value = value.toLowerCase(Locale.ROOT);
        if (value.endsWith(".")) {
            value = value.substring(0, value.length() - 1);
        }
        if (value.length() > 253 || !SHAPE.matcher(value).matches()) {
            throw NuaException.badRequest("Domain '" + NuaException.excerpt(value)
                    + "' is not a DNS name: use labels of letters, digits and hyphens, as in shop.example.org.");
        }
    }

    @Override
    public int compareTo(Domain other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
