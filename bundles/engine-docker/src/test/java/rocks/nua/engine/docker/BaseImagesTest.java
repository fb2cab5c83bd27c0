package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.Image;

/** Bootstraps from an archive of snapshots on this machine, which sends apt on to the archive that is in reach. */
@Tag("docker")
class BaseImagesTest {
    private static final String MOMENT = "20260901T000000Z";

    private final DebianMirror reached = DebianMirror.ofThisMachine();
    private final HttpServer snapshots;
    private final FixedSettings settings;

    BaseImagesTest(@TempDir Path home) throws IOException {
        snapshots = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        snapshots.createContext("/archive/debian/" + MOMENT + "/", sendOn(reached.archive()));
        snapshots.createContext("/archive/debian-security/" + MOMENT + "/", sendOn(reached.security()));
        snapshots.start();
        settings = FixedSettings.at(home)
                .with(Map.of(
                        "NUA_BASE_SNAPSHOT",
                        "2026-09-01",
                        "NUA_SNAPSHOT_ARCHIVE",
                        "http://127.0.0.1:" + snapshots.getAddress().getPort() + "/archive"));
    }

    private static com.sun.net.httpserver.HttpHandler sendOn(String archive) {
        return (HttpExchange request) -> {
            String rest = request.getRequestURI()
                    .getRawPath()
                    .substring(request.getHttpContext().getPath().length());
            request.getResponseHeaders().set("Location", archive + "/" + rest);
            request.sendResponseHeaders(302, -1);
            request.close();
        };
    }

    @AfterEach
    void close() {
        snapshots.stop(0);
    }

    @Test
    void theSameSnapshotGivesTheSameImage() throws IOException {
        DockerEngine engine = new DockerEngine(settings);
        ImageRef name = new ImageRef(engine.baseName(Base.DEBIAN_13));
        assertEquals("nua/base:trixie-" + MOMENT, name.value());
        List<String> log = new ArrayList<>();
        try {
            Image first = madeForADockerfile(engine, log::add);
            Image second = engine.refreshBase(Base.DEBIAN_13, log::add);
            assertEquals(first.id(), second.id(), String.join("\n", log));
            assertEquals(Instant.parse("2026-09-01T00:00:00Z"), second.createdAt());
            assertEquals("trixie", second.label(Image.BASE));
            assertTrue(second.label(Image.BASE_DIGEST).matches("sha256:[0-9a-f]{64}"), second.toString());
            assertTrue(second.label(Image.BASE_ORIGIN).endsWith("/archive/debian/" + MOMENT), second.toString());
            assertEquals(second, engine.findBase(Base.DEBIAN_13).orElseThrow());
        } finally {
            engine.removeImage(name);
            engine.close();
        }
    }

    private Image madeForADockerfile(DockerEngine engine, LineSink log) throws IOException {
        Path source = Files.createDirectory(settings.home().resolve("source"));
        Files.writeString(source.resolve("Dockerfile"), "FROM nua/base:trixie\nENV ON=base\n");
        Image app = engine.build(
                new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 0, List.of()),
                SourceTree.of(source),
                new ImageRef("nua-enginetest/on-base:d1"),
                Map.of(),
                log);
        engine.removeImage(app.id());
        assertTrue(app.label(Image.BASE_ORIGIN).endsWith("/archive/debian/" + MOMENT), app.toString());
        return engine.findBase(Base.DEBIAN_13).orElseThrow();
    }

    @Test
    void anArchiveThatIsGoneAndARegistryThatIsNotThereAreTold() throws IOException {
        snapshots.removeContext("/archive/debian/" + MOMENT + "/");
        DockerEngine engine = new DockerEngine(settings);
        var error = assertThrows(NuaException.class, () -> engine.refreshBase(Base.DEBIAN_12, line -> {}));
        assertEquals(Kind.UNAVAILABLE, error.kind());
        assertTrue(String.valueOf(error.getMessage()).contains("reaches Debian's archive"), error.getMessage());
        assertTrue(engine.findBase(Base.DEBIAN_12).isEmpty());
        engine.close();

        DockerEngine pulling = new DockerEngine(settings.with(Map.of("NUA_BASE_REGISTRY", "127.0.0.1:9/nua/base")));
        var silent = assertThrows(NuaException.class, () -> pulling.refreshBase(Base.DEBIAN_13, line -> {}));
        assertEquals(Kind.UNAVAILABLE, silent.kind());
        assertTrue(String.valueOf(silent.getMessage()).contains("127.0.0.1:9/nua/base:trixie"), silent.getMessage());
        pulling.close();
    }
}
