package rocks.nua.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;

/** Makes an image without a name out of a tar of its root. */
record Importer(EngineClient client) {
    String run(InputStream tar) {
        Request request = Request.builder()
                .method(Method.POST)
                .path("/images/create?fromSrc=-")
                .putHeader("Content-Type", "application/x-tar")
                .body(tar)
                .build();
        try (Response response = client.stream(request);
                var answers = EngineClient.JSON.readerFor(JsonNode.class).<JsonNode>readValues(response.getBody())) {
            String id = "";
            while (answers.hasNextValue()) {
                JsonNode answer = answers.nextValue();
                if (answer.has("error")) {
                    throw client.errors().refused(500, answer.path("error").asText());
                }
                id = answer.path("status").asText(id);
            }
            return id;
        } catch (IOException e) {
            throw client.errors().explained(new UncheckedIOException(e));
        }
    }

    /** Fetches an image from its registry. */
    void pull(String image) {
        String query = image.substring(image.lastIndexOf('/') + 1).matches(".*[:@].*") ? image : image + ":latest";
        Request request = Request.builder()
                .method(Method.POST)
                .path("/images/create?fromImage=" + Urls.encoded(query))
                .build();
        try (Response response = client.stream(request);
                var answers = EngineClient.JSON.readerFor(JsonNode.class).<JsonNode>readValues(response.getBody())) {
            while (answers.hasNextValue()) {
                JsonNode answer = answers.nextValue();
                if (answer.has("error")) {
                    throw client.errors().refused(500, answer.path("error").asText());
                }
            }
        } catch (NuaException e) {
            if (EngineErrors.diskFull(String.valueOf(e.getMessage())) || e.kind() == Kind.UNAVAILABLE) {
                throw e;
            }
            throw NuaException.unavailable(
                    "Image " + image + " is not here and cannot be fetched from its registry: " + e.getMessage()
                            + " Check the name, and that this machine reaches the registry.",
                    e);
        } catch (IOException e) {
            throw client.errors().explained(new UncheckedIOException(e));
        }
    }
}
