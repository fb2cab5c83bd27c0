package rocks.nua.manifest;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.app.AppSpec;

/**
 * What a Compose service says of a backing service, in the variables that the platform gives the app: a server of its own has
 * an address, a user and a password of its own.
 *
 * @param provider the backing service
 * @param prefix with which its variables begin
 * @param database whose name follows the address; empty: what follows it stays
 */
record ComposeAddress(AppSpec.Provider provider, String prefix, String database) {
    private static final Pattern USER = Pattern.compile("(?i)_*(?:user|username|login)");
    private static final Pattern PASSWORD = Pattern.compile("(?i)_*(?:pass|passwd|password|pwd)");
    private static final Pattern DATABASE = Pattern.compile("(?i)_*(?:db|db_?name|name|database|database_?name|vhost)");
    private static final Pattern QUERY = Pattern.compile("(?i)[?&](?:user|password)=");

    private static final Map<String, String> PREFIXES = Map.of(
            "postgres", "PG",
            "mariadb", "MYSQL_",
            "redis", "REDIS_",
            "valkey", "REDIS_",
            "rabbitmq", "RABBITMQ_",
            "memcached", "MEMCACHED_");
    private static final Map<String, String> DATABASES =
            Map.of("postgres", "PGDATABASE", "mariadb", "MYSQL_DATABASE", "rabbitmq", "RABBITMQ_VHOST");

    static Optional<ComposeAddress> of(AppSpec.Provider provider) {
        return Optional.ofNullable(PREFIXES.get(provider.type()))
                .map(prefix -> new ComposeAddress(provider, prefix, DATABASES.getOrDefault(provider.type(), "")));
    }

    /** A pattern of the names by which the file calls it. */
    static String host(AppSpec.Provider provider) {
        return "(?i:" + provider.name().replace("-", "[-_.]") + ")";
    }

    /** An address, with or without a scheme, that leads to the server; empty: it is none, or one that is too special. */
    Optional<String> rewritten(String text) {
        Matcher address = Pattern.compile("(?s)((?:[A-Za-z][A-Za-z0-9+.-]*:)*[A-Za-z][A-Za-z0-9+.-]*://)?([^@/?\\s]*@)?"
                        + host(provider) + "(:[0-9]{1,5})?(/[^?\\s]*)?(\\?\\S*)?")
                .matcher(text);
        if (!address.matches()
                || (address.group(1) == null && (address.group(3) == null || address.group(4) != null))) {
            return Optional.empty();
        }
        String query = said(address, 5);
        if (QUERY.matcher(query).find()) {
            return Optional.empty();
        }
        String scheme = said(address, 1);
        boolean login = !scheme.startsWith("jdbc:")
                && !scheme.isEmpty()
                && !provider.type().equals("memcached");
        String path = said(address, 4);
        return Optional.of(scheme
                + (login ? variable("USER") + ":" + variable("PASSWORD") + "@" : "")
                + variable("HOST") + ":" + variable("PORT")
                + (path.isEmpty() || database.isEmpty() ? path : "/{" + database + "}")
                + query);
    }

    /**
     * The variable that says what one of the app's is for.
     *
     * @param after what the name has after that of the variable for the host, which begins with the same
     */
    Optional<String> meaning(String after) {
        if (provider.type().equals("memcached")) {
            return Optional.empty();
        }
        return Stream.of(
                        Map.entry(USER, prefix + "USER"),
                        Map.entry(PASSWORD, prefix + "PASSWORD"),
                        Map.entry(DATABASE, database))
                .filter(one -> one.getKey().matcher(after).matches())
                .map(Map.Entry::getValue)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private String variable(String word) {
        return "{" + prefix + word + "}";
    }

    private static String said(Matcher address, int group) {
        return Optional.ofNullable(address.group(group)).orElse("");
    }
}
