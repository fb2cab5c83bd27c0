package rocks.nua.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import rocks.nua.api.LineSink;
import rocks.nua.api.engine.Image;

/**
 * Makes an image without a name out of one layer. It is loaded with its whole configuration, since an import would write the time of
 * day into it: the same layer, time and labels give the same image.
 */
record LayerImage(EngineClient client) {
    /** Returns the id of the image. */
    String load(Path layer, Instant time, Map<String, String> labels, LineSink log) throws IOException {
        String digest = "sha256:"
                + com.google.common.io.Files.asByteSource(layer.toFile()).hash(Hashing.sha256());
        Map<String, String> all = new TreeMap<>(labels);
        all.put(Image.BASE_DIGEST, digest);
        String config = json(new TreeMap<>(Map.of(
                "architecture",
                        client.call(docker -> docker.versionCmd().exec()).getArch(),
                "os", "linux",
                "created", time.toString(),
                "config", Map.of("Labels", all),
                "rootfs", new TreeMap<>(Map.of("type", "layers", "diff_ids", List.of(digest))),
                "history", List.of(new TreeMap<>(Map.of("created", time.toString(), "created_by", "nua"))))));
        String id = Hashing.sha256().hashString(config, StandardCharsets.UTF_8).toString();
        String manifest = json(List.of(new TreeMap<>(Map.of("Config", id + ".json", "Layers", List.of("layer.tar")))));
        load(TarStream.of(Stream.concat(
                Stream.of(TarStream.text(id + ".json", config), TarStream.text("manifest.json", manifest)),
                TarStream.file("layer.tar", layer))));
        log.line("Its files have the digest " + digest);
        return "sha256:" + id;
    }

    private void load(InputStream tar) {
        Request request = Request.builder()
                .method(Method.POST)
                .path("/images/load?quiet=1")
                .putHeader("Content-Type", "application/x-tar")
                .body(tar)
                .build();
        try (Response response = client.stream(request);
                var answers = EngineClient.JSON.readerFor(JsonNode.class).<JsonNode>readValues(response.getBody())) {
            while (answers.hasNextValue()) {
                JsonNode answer = answers.nextValue();
                if (answer.has("error")) {
                    throw client.errors().refused(500, answer.path("error").asText());
                }
            }
        } catch (IOException e) {
            throw client.errors().explained(new UncheckedIOException(e));
        }
    }

    private static String json(Object value) throws JsonProcessingException {
        return EngineClient.JSON.writeValueAsString(value);
    }
}
