package rocks.nua.api.service;

import java.util.regex.Pattern;
import rocks.nua.api.NuaException;

/**
 * The name of a backing service on this platform; apps that are linked to it find it under this name.
 *
 * @param value a DNS label of lower-case letters, digits and hyphens, 1 to 40 characters, starting with a letter
 */
public record ServiceName(String value) implements Comparable<ServiceName> {
    private static final Pattern VALID = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

    /** @throws NuaException BAD_REQUEST for anything else */
    public ServiceName {
        if (!VALID.matcher(value).matches()) {
            throw NuaException.badRequest("Service name '" + NuaException.excerpt(value)
                    + "' is not valid: use 1 to 40 lower-case letters, digits and hyphens, starting with a letter.");
        }
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
