package rocks.nua.engine.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.engine.ContainerSpec;

/** Commands that somebody waits for: in a container of their own, or in one that runs. */
final class OneOff {
    private static final String ATTACH = "stream=1&stdin=1&stdout=1&stderr=1";
    private static final String START = "{\"Detach\":false,\"Tty\":false}";

    private final EngineClient client;
    private final Containers containers;

    OneOff(EngineClient client, Containers containers) {
        this.client = client;
        this.containers = containers;
    }

    int run(ContainerSpec wish, InputStream in, OutputStream out, Duration limit) {
        containers.removeLeftover(wish.name());
        String id = containers.create(wish, request -> request.withStdinOpen(true)
                .withStdInOnce(true)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true));
        try (var dialogue = new Dialogue(client, "/containers/" + id + "/attach?" + ATTACH, "{}");
                var deadline = new Deadline(limit, () -> kill(id))) {
            containers.start(id, wish);
            dialogue.input(in);
            copy(dialogue, out, deadline);
            int status =
                    client.call(docker -> docker.waitContainerCmd(id).start().awaitStatusCode());
            if (deadline.over()) {
                throw late(wish.name(), limit);
            }
            return status;
        } finally {
            containers.remove(id, Duration.ZERO);
        }
    }

    int exec(String container, List<String> command, InputStream in, OutputStream out, Duration limit) {
        String exec = prepare(container, command);
        try (var dialogue = new Dialogue(client, "/exec/" + exec + "/start", START);
                var deadline = new Deadline(limit, () -> kill(exec, dialogue))) {
            dialogue.input(in);
            copy(dialogue, out, deadline);
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

    private void kill(String id) {
        client.call(docker -> docker.killContainerCmd(id).exec());
    }

    /** The engine cannot end what it executes; its process and all of its children can be ended from outside. */
    private void kill(String exec, Dialogue dialogue) {
        try {
            Long pid = client.call(docker -> docker.inspectExecCmd(exec).exec()).getPidLong();
            if (pid != null && pid > 0) {
                ProcessHandle.of(pid).ifPresent(process -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                });
            }
        } finally {
            dialogue.close();
        }
    }

    private void copy(Dialogue dialogue, OutputStream out, Deadline deadline) {
        try {
            Frames.copy(dialogue.output(), out);
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
