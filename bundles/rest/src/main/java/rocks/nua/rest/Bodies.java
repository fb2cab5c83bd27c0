package rocks.nua.rest;

import java.util.Map;
import java.util.Objects;
import rocks.nua.api.NuaException;

/** Checks of what JSON lets through. */
final class Bodies {
    private Bodies() {}

    /** The body itself; an empty one or {@code null} is refused. */
    static <T> T present(T body) {
        if (Objects.isNull(body)) {
            throw NuaException.badRequest("The request needs a body in JSON: see /api/v1/openapi.json.");
        }
        return body;
    }

    /** The same map; a {@code null} in it is refused. */
    static <V> Map<String, V> withoutNulls(Map<String, V> body) {
        present(body).forEach((name, value) -> {
            if (Objects.isNull(value)) {
                throw NuaException.badRequest("'" + NuaException.excerpt(name) + "' needs a value: null is none.");
            }
        });
        return body;
    }
}
