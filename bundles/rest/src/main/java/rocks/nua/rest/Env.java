package rocks.nua.rest;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import rocks.nua.api.Secret;

/**
 * The environment of an app as its owner may see it.
 *
 * @param values by name
 */
record Env(@JsonValue Map<String, String> values) {
    private static final Pattern SECRET_NAME =
            Pattern.compile("PASS|SECRET|TOKEN|KEY|CREDENTIAL|PRIVATE|AUTH|SALT|DSN", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_VALUE =
            Pattern.compile("://[^/@\\s]*:[^/@\\s]*@|-----BEGIN |^(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/_=-]{24,}$");

    /** The values as they are. */
    static Env revealed(Map<String, Secret> env) {
        return of(env, false);
    }

    /** The values, but those that look secret by name or form as {@code ***}. */
    static Env masked(Map<String, Secret> env) {
        return of(env, true);
    }

    /** The names alone. */
    static Env hidden(Map<String, Secret> env) {
        Map<String, String> values = new TreeMap<>();
        env.forEach((name, value) -> values.put(name, value.toString()));
        return new Env(values);
    }

    private static Env of(Map<String, Secret> env, boolean masking) {
        Map<String, String> values = new TreeMap<>();
        env.forEach((name, value) -> {
            boolean hidden = masking && looksSecret(name, value.reveal());
            values.put(name, hidden ? value.toString() : value.reveal());
        });
        return new Env(values);
    }

    private static boolean looksSecret(String name, String value) {
        return SECRET_NAME.matcher(name).find() || SECRET_VALUE.matcher(value).find();
    }
}
