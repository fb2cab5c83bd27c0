package rocks.nua.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;

/** One build with BuildKit: a context in, lines and an image out. */
final class ImageBuild {
    private static final String BUILDKIT = "2";

    private final EngineClient client;
    private final Duration limit;

    ImageBuild(EngineClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /** Builds, in a control group unless its name is empty; returns the id of the image. */
    ImageRef run(
            InputStream context,
            String dockerfile,
            String group,
            ImageRef tag,
            Map<String, String> labels,
            LineSink log) {
        String id = UUID.randomUUID().toString();
        Request request = Request.builder()
                .method(Method.POST)
                .path("/build?version=" + BUILDKIT + "&buildid=" + id + "&t=" + Urls.encoded(tag.value())
                        + "&dockerfile=" + Urls.encoded(dockerfile) + "&labels=" + Urls.encoded(json(labels))
                        + (group.isEmpty() ? "" : "&cgroupparent=" + group))
                .putHeader("Content-Type", "application/x-tar")
                .body(context)
                .build();
        try (var deadline = new Deadline(limit, () -> cancel(id))) {
            try (Response response = client.stream(request)) {
                return result(response, new BuildProgress(log));
            } catch (IOException e) {
                throw client.errors().explained(new UncheckedIOException(e));
            } catch (NuaException e) {
                if (deadline.over()) {
                    throw NuaException.rejected("The build was ended after " + limit.toMinutes()
                            + " minutes. Make its steps faster or split them.");
                }
                throw e;
            }
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

    private static String json(Map<String, String> labels) {
        try {
            return EngineClient.JSON.writeValueAsString(new TreeMap<>(labels));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
