package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import rocks.nua.api.ImageRef;
import rocks.nua.api.app.Resources;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Mount;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.BackingService.Command;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.api.service.BackingService.Version;

/** A server of one kind and version on an engine, and clients in its network. When it is closed, nothing of it is left. */
final class TrialServer implements AutoCloseable {
    static final String HOST = "trial";

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name = "nua-kit-" + UUID.randomUUID().toString().substring(0, 8);
    private final String client = name + "-app";
    private final Map<String, String> labels = Map.of("nua.kit", name);
    private final Engine engine;
    private final BackingService kind;
    private final Version version;
    private final ImageRef image;

    /** What a command of a client, or in the server, came to. */
    record Answer(int status, String said) {
        boolean has(String word) {
            return said.contains(word);
        }

        Answer expect() {
            assertEquals(0, status, said);
            return this;
        }
    }

    /** Builds the image; the folder is empty. */
    TrialServer(Engine engine, BackingService kind, Version version, Path empty) {
        this.engine = engine;
        this.kind = kind;
        this.version = version;
        this.image = engine.build(version.image(), SourceTree.of(empty), new ImageRef(name + ":1"), labels, line -> {})
                .id();
    }

    /** Makes it run, with the data that is there, and waits until it is ready. */
    void start() throws InterruptedException {
        engine.ensure(container(name, List.of(), List.of(HOST), List.of(new Mount.Volume(name, version.dataFolder()))));
        engine.ensure(container(client, List.of("sleep", "infinity"), List.of(), List.of()));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (execute(kind.ready(), new byte[0]).status() != 0) {
            assertTrue(System.nanoTime() < deadline, () -> "it takes no connections; its log: " + log());
            Thread.sleep(200);
        }
    }

    private ContainerSpec container(String called, List<String> command, List<String> aliases, List<Mount> mounts) {
        return new ContainerSpec(
                called, image, command, Map.of(), labels, name, aliases, mounts, Resources.DEFAULT, "", true, Set.of());
    }

    private String log() {
        var text = new StringBuilder();
        engine.logs(
                name, java.time.Instant.EPOCH, false, line -> text.append(line).append('\n'));
        return text.toString();
    }

    void stop() {
        engine.remove(name, GRACE);
    }

    /** Removes the server with its data; the network and the clients stay. */
    void destroy() {
        stop();
        engine.volumes(labels).forEach(engine::removeVolume);
    }

    Answer execute(Command command, byte[] more) {
        var out = new ByteArrayOutputStream();
        int status = execute(command, more, out);
        return new Answer(status, out.toString(StandardCharsets.UTF_8));
    }

    int execute(Command command, byte[] more, OutputStream out) {
        byte[] first = command.input().getBytes(StandardCharsets.UTF_8);
        var in = new ByteArrayOutputStream();
        in.writeBytes(first);
        in.writeBytes(more);
        return engine.exec(name, command.arguments(), input(in.toByteArray()), out, LIMIT);
    }

    /** Runs a shell script with one argument in a container beside the server, as an app that knows what it is told. */
    Answer asApp(Credentials app, String script, String word) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
        kind.variables(app).forEach((name, value) -> command.add(name + "=" + value.reveal()));
        command.addAll(List.of("/bin/bash", "-c", script, "app", word));
        var out = new ByteArrayOutputStream();
        int status = engine.exec(client, command, input(new byte[0]), out, LIMIT);
        return new Answer(status, out.toString(StandardCharsets.UTF_8));
    }

    private static InputStream input(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public void close() {
        engine.remove(client, Duration.ZERO);
        destroy();
        engine.networks(labels).forEach(engine::removeNetwork);
        engine.removeImage(image);
    }
}
