package rocks.nua.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls of the REST interface.
 *
 * @param base its address
 * @param token who calls; empty: nobody
 */
record Rest(String base, String token) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Rest as(String other) {
        return new Rest(base, other);
    }

    Reply get(String path) {
        return call("GET", path, "", BodyPublishers.noBody(), "");
    }

    Reply getText(String path) {
        return call("GET", path, "", BodyPublishers.noBody(), "text/plain");
    }

    Reply delete(String path) {
        return call("DELETE", path, "", BodyPublishers.noBody(), "");
    }

    Reply post(String path, String json) {
        return call("POST", path, "application/json", BodyPublishers.ofString(json), "");
    }

    Reply patch(String path, String json) {
        return call("PATCH", path, "application/json", BodyPublishers.ofString(json), "");
    }

    Reply upload(String app, String type, byte[] archive) {
        return call("POST", "/apps/" + app + "/deployments", type, BodyPublishers.ofByteArray(archive), "");
    }

    /** The deployment at that place when it has ended. */
    Reply ended(String location) {
        String path = location.replaceFirst("^.*/api/v1", "");
        while (true) {
            Reply now = get(path).expect(200);
            String state = now.json().path("state").asText();
            if (state.equals("SUCCEEDED") || state.equals("FAILED")) {
                return now;
            }
            NuaPlatform.pause(Duration.ofMillis(100));
        }
    }

    /** What somebody gets from a server on this machine that is asked by that name. */
    static Reply visit(int port, String host, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", host)
                .timeout(Duration.ofSeconds(40))
                .build());
    }

    Reply call(String method, String path, String type, BodyPublisher body, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofMinutes(5))
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        return send(request.build());
    }

    private static Reply send(HttpRequest request) {
        try {
            return Reply.of(CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
