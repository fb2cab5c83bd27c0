package rocks.nua.core.service;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.Secret;

/**
 * How an app reaches a service.
 *
 * @param hostname name of the service in the app's network
 * @param variables what the service says an app should have
 */
public record Binding(String hostname, Map<String, Secret> variables) {
    private static final Pattern OF_IMAGES = Pattern.compile(
            "(?:POSTGRES|MARIADB|MYSQL|REDIS|MONGO|MONGO_INITDB_ROOT)_(HOST|PORT|DB|DATABASE|USER|USERNAME|PASSWORD)");

    /** Copies. */
    public Binding {
        variables = Map.copyOf(variables);
    }

    /**
     * One of the variables, or {@code hostname}. Names of the images that packages were written for lead to the variable that
     * says the same: {@code POSTGRES_DB} to {@code PGDATABASE}.
     */
    public Optional<String> property(String key) {
        if (key.equals("hostname") || key.equals("container_name")) {
            return Optional.of(hostname);
        }
        return Optional.ofNullable(variables.get(key))
                .or(() -> meaning(key).flatMap(this::ending))
                .map(Secret::reveal);
    }

    private static Optional<String> meaning(String key) {
        Matcher word = OF_IMAGES.matcher(key);
        return word.matches()
                ? Optional.of(word.group(1).replaceFirst("^DB$", "DATABASE").replaceFirst("^USERNAME$", "USER"))
                : Optional.empty();
    }

    private Optional<Secret> ending(String word) {
        return variables.entrySet().stream()
                .filter(one -> one.getKey().endsWith(word))
                .sorted(Map.Entry.comparingByKey())
                .findFirst()
                .map(Map.Entry::getValue);
    }
}
