package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.platform.BuildSettings;

/** An engine that answers badly. */
class EngineClientTest {
    private final Path socket;

    EngineClientTest(@TempDir Path folder) {
        socket = folder.resolve("engine.sock");
    }

    /** Gives one answer to each connection, in turn, and hangs up. */
    private Thread engine(List<String> answers) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(() -> {
            try (server) {
                for (String answer : answers) {
                    try (var connection = server.accept()) {
                        connection.read(ByteBuffer.allocate(1 << 16));
                        connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    private static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    @Test
    void hangingUpIsTriedAgain() throws Exception {
        Thread engine = engine(List.of("", answer(200, "[]")));
        try (var client = new EngineClient(socket)) {
            assertEquals(
                    List.of(), client.call(docker -> docker.listNetworksCmd().exec()));
        }
        engine.join();
    }

    @Test
    void fullDiskIsTold() throws Exception {
        Thread engine = engine(List.of(answer(500, "{\"message\":\"mkdir /x: no space left on device\"}")));
        try (var client = new EngineClient(socket)) {
            var error = assertThrows(
                    NuaException.class,
                    () -> client.call(docker -> docker.createVolumeCmd().exec()));
            assertEquals(Kind.UNAVAILABLE, error.kind());
            assertTrue(String.valueOf(error.getMessage()).contains("disk"), error.getMessage());
        }
        engine.join();
    }

    @Test
    void engineGoneInTheMiddleOfABuildIsUnavailable() throws Exception {
        Thread engine = engine(List.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n"));
        try (var client = new EngineClient(socket)) {
            var build = new ImageBuild(client, () -> -1, () -> BuildSettings.of(Map.of()));
            var plan = new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 0, List.of());
            var order = new BuildOrder(
                    plan, SourceTree.of(socket), new ImageRef("nuaeng/x:1"), Map.of(), "scope", Map.of());
            var error = assertThrows(
                    NuaException.class,
                    () -> build.run(order, InputStream.nullInputStream(), "Dockerfile", "", "", line -> {}));
            assertEquals(Kind.UNAVAILABLE, error.kind());
        }
        engine.join();
    }
}
