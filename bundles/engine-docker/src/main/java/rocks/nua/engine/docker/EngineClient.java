package rocks.nua.engine.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import com.google.common.base.Suppliers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;

/**
 * The connections to one engine. Calls and streams have a pool each: an open log holds its connection for hours, and a shared
 * pool would run dry of them.
 */
final class EngineClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLS = 64;
    private static final int STREAMS = 2048;

    private final Path socket;
    private final EngineErrors errors;
    private final DockerClient calls;
    private final DockerHttpClient streams;
    private final Supplier<Info> known;

    EngineClient(Path socket) {
        this.socket = socket;
        String host = "unix://" + socket;
        errors = new EngineErrors(socket);
        calls = DockerClientImpl.getInstance(
                DefaultDockerClientConfig.createDefaultConfigBuilder()
                        .withDockerHost(host)
                        .withDockerTlsVerify(false)
                        .build(),
                pool(host, CALLS));
        streams = pool(host, STREAMS);
        known = Suppliers.memoizeWithExpiration(
                () -> call(docker -> docker.infoCmd().exec()), 10, TimeUnit.MINUTES);
    }

    private static DockerHttpClient pool(String host, int connections) {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(URI.create(host))
                .maxConnections(connections)
                .build();
    }

    /** A call; repeated once when it went out on a connection that the engine had closed before, as it does when it restarts. */
    <T> T call(Function<DockerClient, T> request) {
        try {
            return request.apply(calls);
        } catch (RuntimeException first) {
            if (!EngineErrors.neverArrived(first)) {
                throw errors.explained(first);
            }
        }
        try {
            return request.apply(calls);
        } catch (RuntimeException second) {
            throw errors.explained(second);
        }
    }

    /** A call about something that may be absent. */
    <T> Optional<T> find(Function<DockerClient, T> request) {
        try {
            return Optional.ofNullable(call(request));
        } catch (NuaException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What the engine says of itself; asked for again after a while, since it may have been configured anew. */
    Info known() {
        return known.get();
    }

    /** An open answer whose body flows; to be closed. */
    Response stream(Request request) {
        Response response = send(request);
        if (response.getStatusCode() < 400) {
            return response;
        }
        try (response;
                InputStream body = response.getBody()) {
            throw errors.refused(
                    response.getStatusCode(), new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw errors.explained(new UncheckedIOException(e));
        }
    }

    private Response send(Request request) {
        try {
            return streams.execute(request);
        } catch (RuntimeException first) {
            if (!EngineErrors.neverArrived(first) || request.body() != null) {
                throw errors.explained(first);
            }
        }
        try {
            return streams.execute(request);
        } catch (RuntimeException second) {
            throw errors.explained(second);
        }
    }

    Path socket() {
        return socket;
    }

    EngineErrors errors() {
        return errors;
    }

    @Override
    public void close() throws IOException {
        calls.close();
        streams.close();
    }
}
