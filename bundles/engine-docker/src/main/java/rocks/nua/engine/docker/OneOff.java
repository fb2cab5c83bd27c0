package rocks.nua.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.engine.ContainerSpec;

/** Commands that somebody waits for: in a container of their own, or in one that runs. */
final class OneOff {
    private final EngineClient client;
    private final Containers containers;

    OneOff(EngineClient client, Containers containers) {
        this.client = client;
        this.containers = containers;
    }

    int run(ContainerSpec wish, InputStream in, OutputStream out, Duration limit) {
        String id = containers.create(wish, request -> request.withStdinOpen(true)
                .withStdInOnce(true)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true));
        Request attach = Request.builder()
                .method(Method.POST)
                .path("/containers/" + id + "/attach?stream=1&stdin=1&stdout=1&stderr=1")
                .hijackedInput(in)
                .build();
        try (Response response = client.stream(attach);
                var deadline = new Deadline(limit, () -> containers.remove(id, Duration.ZERO))) {
            containers.start(id, wish);
            copy(response, out, deadline);
            if (deadline.over()) {
                throw late(wish.name(), limit);
            }
            return client.call(docker -> docker.waitContainerCmd(id).start().awaitStatusCode());
        } finally {
            containers.remove(id, Duration.ZERO);
        }
    }

    int exec(String container, List<String> command, InputStream in, OutputStream out, Duration limit) {
        String exec = prepare(container, command);
        Request start = Request.builder()
                .method(Method.POST)
                .path("/exec/" + exec + "/start")
                .putHeader("Content-Type", "application/json")
                .body(new ByteArrayInputStream("{\"Detach\":false,\"Tty\":false}".getBytes(StandardCharsets.UTF_8)))
                .hijackedInput(in)
                .build();
        try (Response response = client.stream(start);
                var deadline = new Deadline(limit, () -> kill(exec, response))) {
            copy(response, out, deadline);
            if (deadline.over()) {
                throw late(container, limit);
            }
        }
        Long status = client.call(docker -> docker.inspectExecCmd(exec).exec()).getExitCodeLong();
        if (status == null) {
            throw Containers.gone(container);
        }
        return status.intValue();
    }

    private String prepare(String container, List<String> command) {
        try {
            return client.call(docker -> docker.execCreateCmd(container)
                            .withCmd(command.toArray(String[]::new))
                            .withAttachStdin(true)
                            .withAttachStdout(true)
                            .withAttachStderr(true)
                            .exec())
                    .getId();
        } catch (NuaException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.CONFLICT) {
                throw new NuaException(
                        Kind.NOT_FOUND, "Container " + container + " does not run. Start the app first.", e);
            }
            throw e;
        }
    }

    /** The engine cannot end what it executes; its process and all of its children can be ended from outside. */
    private void kill(String exec, Response response) {
        try {
            Long pid = client.call(docker -> docker.inspectExecCmd(exec).exec()).getPidLong();
            if (pid != null && pid > 0) {
                ProcessHandle.of(pid).ifPresent(process -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                });
            }
        } finally {
            response.close();
        }
    }

    private void copy(Response response, OutputStream out, Deadline deadline) {
        try {
            Frames.copy(response.getBody(), out);
        } catch (IOException e) {
            if (!deadline.over()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static NuaException late(String container, Duration limit) {
        return NuaException.rejected("The command in " + container + " was ended after " + limit.toSeconds()
                + " seconds. Make it faster or give it more time.");
    }
}
