package rocks.nua.manifest;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that a backing service stands for.
 *
 * @param type type of the backing service
 * @param version from the tag; empty: none, or one that says nothing of the type
 * @param same whether the service is the very software of the image
 */
record BackingImage(String type, String version, boolean same) {
    private static final Pattern IMAGE =
            Pattern.compile("(?:.*/)?([a-z0-9._-]+)(?::v?([0-9]+(?:\\.[0-9]+)*)?[^/@]*)?(?:@.*)?");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("postgres", "postgres"),
            Map.entry("postgresql", "postgres"),
            Map.entry("mariadb", "mariadb"),
            Map.entry("mysql", "mariadb"),
            Map.entry("redis", "redis"),
            Map.entry("redis-cache", "redis"),
            Map.entry("valkey", "valkey"),
            Map.entry("memcached", "memcached"),
            Map.entry("rabbitmq", "rabbitmq"),
            Map.entry("eclipse-mosquitto", "mosquitto"),
            Map.entry("mosquitto", "mosquitto"),
            Map.entry("nats", "nats"),
            Map.entry("mongo", "mongo"),
            Map.entry("mongodb", "mongo"),
            Map.entry("minio", "s3"));

    static Optional<BackingImage> of(String image) {
        Matcher parts = IMAGE.matcher(image);
        if (!parts.matches() || !TYPES.containsKey(parts.group(1))) {
            return Optional.empty();
        }
        boolean same = !parts.group(1).equals("mysql") && !parts.group(1).equals("minio");
        String version = same && parts.group(2) != null ? parts.group(2) : "";
        return Optional.of(new BackingImage(TYPES.getOrDefault(parts.group(1), ""), version, same));
    }
}
