package rocks.nua.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.platform.BuildSettings;

/** One build with BuildKit: a context in, lines and an image out. */
final class ImageBuild {
    private static final String BUILDKIT = "2";

    private final EngineClient client;
    private final LongSupplier free;
    private final Supplier<BuildSettings> settings;

    /** @param free bytes on the engine's disk; below 0: not known */
    ImageBuild(EngineClient client, LongSupplier free, Supplier<BuildSettings> settings) {
        this.client = client;
        this.free = free;
        this.settings = settings;
    }

    /**
     * Builds; returns the id of the image.
     *
     * @param cacheSpace name space for the caches that the Dockerfile names; empty: it names those of its app only
     * @param group control group of the steps; empty: the engine's own
     */
    ImageRef run(
            BuildOrder order, InputStream context, String dockerfile, String cacheSpace, String group, LineSink log) {
        String id = UUID.randomUUID().toString();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("version", BUILDKIT);
        query.put("buildid", id);
        query.put("t", order.tag().value());
        query.put("dockerfile", dockerfile);
        query.put("labels", json(order.labels()));
        if (!group.isEmpty()) {
            query.put("cgroupparent", group);
        }
        if (!cacheSpace.isEmpty()) {
            query.put("buildargs", json(Map.of("BUILDKIT_CACHE_MOUNT_NS", cacheSpace)));
        }
        var progress = new BuildProgress(
                log,
                ImageAccess.of(order.tag()),
                Mask.of(order.secrets().values()),
                settings.get().limits());
        if (order.secrets().isEmpty()) {
            return limited(id, query, context, progress);
        }
        try (var session = new SecretSession(client, id, order.secrets())) {
            query.put("session", session.id());
            return limited(id, query, context, progress);
        }
    }

    private ImageRef limited(String id, Map<String, String> query, InputStream context, BuildProgress progress) {
        BuildSettings limits = settings.get();
        try (var deadline = new Deadline(limits.time(), () -> cancel(id));
                var watch = new DiskWatch(free, limits.diskBytes(), () -> cancel(id))) {
            try {
                return sent(query, context, progress);
            } catch (NuaException e) {
                if (deadline.over()) {
                    throw NuaException.rejected("The build was ended after "
                            + limits.time().toSeconds() + " s. Make its steps faster or split them.");
                }
                if (watch.over()) {
                    throw NuaException.rejected(
                            "The build was ended: it wrote more than " + (limits.diskBytes() >> 20)
                                    + " MiB, or filled the engine's disk. Write less, or ask an administrator to raise NUA_BUILD_DISK.");
                }
                throw e;
            }
        }
    }

    private ImageRef sent(Map<String, String> query, InputStream context, BuildProgress progress) {
        Request request = Request.builder()
                .method(Method.POST)
                .path("/build?"
                        + query.entrySet().stream()
                                .map(one -> one.getKey() + "=" + Urls.encoded(one.getValue()))
                                .collect(Collectors.joining("&")))
                .putHeader("Content-Type", "application/x-tar")
                .body(context)
                .build();
        try (Response response = client.stream(request)) {
            return result(response, progress);
        } catch (IOException e) {
            throw client.errors().explained(new UncheckedIOException(e));
        }
    }

    private ImageRef result(Response response, BuildProgress progress) throws IOException {
        try (var answers = EngineClient.JSON.readerFor(JsonNode.class).<JsonNode>readValues(response.getBody())) {
            String image = "";
            while (answers.hasNextValue()) {
                JsonNode answer = answers.nextValue();
                if (answer.has("error")) {
                    throw progress.failure(answer.path("error").asText());
                }
                switch (answer.path("id").asText()) {
                    case "moby.buildkit.trace" ->
                        progress.add(BuildTrace.decode(
                                Base64.getDecoder().decode(answer.path("aux").asText())));
                    case "moby.image.id" ->
                        image = answer.path("aux").path("ID").asText();
                    default -> {}
                }
            }
            if (image.isEmpty()) {
                throw client.errors().silent(new IOException("The build ended without an image"));
            }
            return new ImageRef(image);
        }
    }

    private void cancel(String id) {
        client.stream(Request.builder()
                        .method(Method.POST)
                        .path("/build/cancel?id=" + id)
                        .build())
                .close();
    }

    private static String json(Map<String, String> values) {
        try {
            return EngineClient.JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
