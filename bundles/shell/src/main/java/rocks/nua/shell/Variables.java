package rocks.nua.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;

/** Reads variables as they are written in a shell. */
final class Variables {
    private Variables() {}

    static Map<String, Secret> of(List<String> assignments) {
        Map<String, Secret> variables = new HashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw NuaException.badRequest(
                        "'" + NuaException.excerpt(assignment) + "' is not a variable: write NAME=value.");
            }
            variables.put(assignment.substring(0, equals), new Secret(assignment.substring(equals + 1)));
        }
        return variables;
    }
}
