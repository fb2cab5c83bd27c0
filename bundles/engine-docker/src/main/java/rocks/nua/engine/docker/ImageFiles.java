package rocks.nua.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import rocks.nua.api.engine.ContainerSpec;

/**
 * The files of images, read without running anything: those of a container that is made and never started.
 *
 * @param client of the engine
 * @param containers makes and removes
 */
record ImageFiles(EngineClient client, Containers containers) {
    <T> T read(ContainerSpec wish, Function<InputStream, T> reader) {
        containers.removeLeftover(wish.name());
        String id = containers.create(wish, UnaryOperator.identity());
        Request request = Request.builder()
                .method(Method.GET)
                .path("/containers/" + id + "/export")
                .build();
        try (Response answer = client.stream(request)) {
            return reader.apply(answer.getBody());
        } finally {
            containers.remove(id, Duration.ZERO);
        }
    }
}
