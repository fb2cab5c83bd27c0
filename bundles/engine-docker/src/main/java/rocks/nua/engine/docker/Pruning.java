package rocks.nua.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import rocks.nua.api.engine.DiskUse;

/** What lies on the engine's disk, and the way to get rid of what nobody needs. */
record Pruning(EngineClient client) {
    DiskUse use(Duration unused, long most) {
        JsonNode all = ask(Method.GET, "/system/df");
        Instant since = Instant.now().minus(unused);
        long caches = 0;
        long idle = 0;
        long stale = 0;
        for (JsonNode cache : all.path("BuildCache")) {
            long size = cache.path("Size").asLong();
            caches += size;
            if (!cache.path("InUse").asBoolean()) {
                idle += size;
                stale += lastUsed(cache).isBefore(since) ? size : 0;
            }
        }
        return new DiskUse(
                all.path("LayersSize").asLong(),
                StreamSupport.stream(all.path("Volumes").spliterator(), false)
                        .mapToLong(volume -> Math.max(
                                0, volume.path("UsageData").path("Size").asLong()))
                        .sum(),
                caches,
                Math.max(stale, Math.min(idle, caches - most)));
    }

    private static Instant lastUsed(JsonNode cache) {
        String text = cache.path("LastUsedAt").asText("");
        return Instant.parse(
                text.isEmpty() || text.equals("null") ? cache.path("CreatedAt").asText() : text);
    }

    long run(Duration unused, long most, Map<String, String> labels) {
        String age = json(Map.of("until", List.of(unused.toMinutes() + "m")));
        String nameless = json(Map.of(
                "dangling",
                List.of("true"),
                "label",
                labels.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toList()));
        return freed("/build/prune?all=1&filters=" + Urls.encoded(age))
                + freed("/build/prune?all=1&keep-storage=" + most)
                + freed("/images/prune?filters=" + Urls.encoded(nameless));
    }

    private long freed(String path) {
        return ask(Method.POST, path).path("SpaceReclaimed").asLong();
    }

    private JsonNode ask(Method method, String path) {
        try (Response response =
                client.stream(Request.builder().method(method).path(path).build())) {
            return EngineClient.JSON.readTree(response.getBody());
        } catch (IOException e) {
            throw client.errors().explained(new UncheckedIOException(e));
        }
    }

    private static String json(Object filters) {
        try {
            return EngineClient.JSON.writeValueAsString(filters);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
