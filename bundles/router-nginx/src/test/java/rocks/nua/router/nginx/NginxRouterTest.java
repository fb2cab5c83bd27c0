package rocks.nua.router.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.Domain;
import rocks.nua.api.NuaException;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Grant;
import rocks.nua.api.router.Route;
import rocks.nua.api.router.Target;

final class NginxRouterTest {
    private static final List<Route> OLD =
            List.of(new Route(new Domain("shop.localhost"), "shop", List.of(new Target("10.0.0.2", 80)), false));
    private static final List<Route> NEW =
            List.of(new Route(new Domain("shop.localhost"), "shop", List.of(new Target("10.0.0.3", 80)), false));

    private final Path home;
    private final RecordingEngine engine = new RecordingEngine();
    private final HttpServer listener;
    private final NginxRouter router;
    private String fault = "";

    NginxRouterTest(@TempDir Path home) throws IOException {
        this.home = home;
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/apply", exchange -> {
            byte[] answer = (fault.isEmpty() ? digest() : fault).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(fault.isEmpty() ? 200 : 500, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        listener.start();
        var settings = new FixedSettings(home, 8080, 8443, listener.getAddress().getPort());
        router = new NginxRouter(engine, "k7", settings, Duration.ofMillis(900));
    }

    @AfterEach
    void stop() {
        listener.stop(0);
    }

    @Test
    void startsTheRouterOnceAndThenOnlyTellsIt() throws IOException {
        router.apply(OLD);
        assertEquals(List.of("build", "run openssl", "ensure"), engine.calls);
        router.apply(NEW);
        assertEquals(List.of("build", "run openssl", "ensure"), engine.calls);
        assertEquals(RouteTable.of("k7", NEW).json(), table());
    }

    @Test
    void asksForNoMoreThanARouterNeeds() {
        router.apply(OLD);
        ContainerSpec wish = engine.wishes.get(0);
        assertEquals("nua-k7-router", wish.name());
        assertTrue(wish.restart());
        assertEquals(
                Set.of(Grant.HOST_NETWORK, Grant.PLATFORM_FOLDER, Grant.SERVER_CAPABILITIES, Grant.ROOT_USER),
                wish.grants());
        assertEquals(
                List.of(
                        new ContainerSpec.Mount.Folder(home.resolve("router"), "/router", true),
                        new ContainerSpec.Mount.Folder(home.resolve("router/logs"), "/var/log/nginx", false)),
                wish.mounts());
    }

    @Test
    void keepsThePrivateKeyPrivate() throws IOException {
        router.apply(OLD);
        Path key = home.resolve("router/tls/default.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    }

    @Test
    void startsAgainWhenNobodyAnswers() {
        router.apply(OLD);
        listener.stop(0);
        var e = assertThrows(NuaException.class, () -> router.apply(NEW));
        assertEquals(NuaException.Kind.UNAVAILABLE, e.kind());
        assertEquals(2, engine.wishes.size());
    }

    @Test
    void oldTableHoldsWhenTheNewOneIsNotTaken() throws IOException {
        router.apply(OLD);
        fault = "the table does not fit";
        var e = assertThrows(NuaException.class, () -> router.apply(NEW));
        assertEquals(NuaException.Kind.UNAVAILABLE, e.kind());
        assertTrue(e.getMessage().contains("the table does not fit"), e.getMessage());
        assertEquals(RouteTable.of("k7", OLD).json(), table());
    }

    @Test
    void aTakenPortIsOneSentenceAndLeavesNoContainer() {
        listener.stop(0);
        engine.state = "restarting";
        engine.logs.add(
                "2026-11-23T14:00:00Z nginx: [emerg] bind() to 0.0.0.0:8080 failed (98: Address already in use)");
        var e = assertThrows(NuaException.class, () -> router.apply(OLD));
        assertEquals(
                "The router cannot start: port 8080 is taken by another program of this machine."
                        + " Stop that or set NUA_HTTP_PORT to a free port.",
                e.getMessage());
        assertEquals("remove nua-k7-router", engine.calls.get(engine.calls.size() - 1));
    }

    @Test
    void theRouterOfAPlatformWhoseHomeIsGoneIsNamed() {
        fault = "/router/routes.json: No such file or directory";
        engine.state = "restarting";
        engine.rivals.put("nua-other-router", "80 443 7485");
        engine.rivals.put("nua-gone-router", "8080 8443 7481");
        engine.logs.add(
                "2026-11-23T14:00:00Z nginx: [emerg] bind() to 0.0.0.0:8080 failed (98: Address already in use)");
        var e = assertThrows(NuaException.class, () -> router.apply(OLD));
        assertEquals(
                "The router cannot start: port 8080 is taken by the router of another Nua."
                        + " Set NUA_HTTP_PORT to a free port, or remove that router where its apps need it no more"
                        + " (docker rm -f nua-gone-router).",
                e.getMessage());
        assertEquals("remove nua-k7-router", engine.calls.get(engine.calls.size() - 1));
    }

    @Test
    void anotherFaultIsToldInTheWordsOfNginx() {
        listener.stop(0);
        engine.state = "exited";
        engine.logs.add("2026-11-23T14:00:00Z nginx: [emerg] unknown directive \"x\" in /router/nginx.conf:3");
        var e = assertThrows(NuaException.class, () -> router.apply(OLD));
        assertEquals(
                "The router cannot start; nginx says: unknown directive \"x\" in /router/nginx.conf:3", e.getMessage());
    }

    @Test
    void aRouterThatRunsButDoesNotAnswerServesOn() {
        listener.stop(0);
        assertThrows(NuaException.class, () -> router.apply(OLD));
        assertEquals("ensure", engine.calls.get(engine.calls.size() - 1));
    }

    private String table() throws IOException {
        return Files.readString(home.resolve("router/routes.json"));
    }

    private String digest() throws IOException {
        return new ObjectMapper().readTree(table()).get("digest").asText();
    }
}
