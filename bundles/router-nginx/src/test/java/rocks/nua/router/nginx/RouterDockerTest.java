package rocks.nua.router.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.Domain;
import rocks.nua.api.NuaException;
import rocks.nua.api.router.Route;
import rocks.nua.api.router.Target;

/** The real nginx in a container of the real engine; the apps are threads of this test. */
@Tag("docker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RouterDockerTest {
    private static final String CONTAINER = "nua-hrouter-router";
    private static final String POST = "POST /x HTTP/1.1\r\nHost: shop.localhost\r\nContent-Length: 3\r\n";

    private final CliEngine engine = new CliEngine();
    private final int httpPort = freePort();
    private final int httpsPort = freePort();
    private final FixedSettings settings;
    private final NginxRouter router;
    private final SmallApp shop = new SmallApp("shop");

    RouterDockerTest(@TempDir Path home) throws IOException {
        settings = new FixedSettings(home, httpPort, httpsPort, freePort());
        router = new NginxRouter(engine, "hrouter", settings, Duration.ofSeconds(20));
    }

    @BeforeAll
    void start() {
        router.apply(shopRoutes());
    }

    @AfterAll
    void stop() throws IOException {
        engine.remove(CONTAINER, Duration.ZERO);
        shop.close();
    }

    @Test
    void speaksHttp1WithTheRealAddressOfTheClient() throws IOException {
        String told = get(String.join(
                "\r\n",
                "GET /headers?a=%2F HTTP/1.1",
                "Host: shop.localhost:9",
                "X-Forwarded-For: 6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "Forwarded: for=6.6.6.6",
                ""));
        assertTrue(told.startsWith("GET /headers?a=%2F HTTP/1.1\n"), told);
        assertTrue(told.contains("Host: shop.localhost:9\n"), told);
        assertTrue(told.contains("X-Forwarded-For: 127.0.0.1\n"), told);
        assertFalse(told.contains("X-Real-IP"), told);
        assertTrue(told.contains("X-Forwarded-Proto: http\n"), told);
        assertTrue(told.contains("X-Request-Id: "), told);
        assertFalse(told.contains("6.6.6.6"), told);
    }

    @Test
    void theRequestLineOutdoesTheHostHeader() throws IOException {
        String told = get("GET http://shop.localhost/headers HTTP/1.1\r\nHost: evil.localhost\r\n");
        assertTrue(told.contains("Host: shop.localhost\n"), told);
        assertFalse(told.contains("evil"), told);
    }

    @Test
    void speaksHttp2WithTlsAndWithout() {
        List<String> tls = List.of("-k", "--http2", "https://shop.localhost:" + httpsPort + "/headers");
        assertTrue(curl(tls).contains("X-Forwarded-Proto: https\n"));
        assertTrue(curl(tls).endsWith(" 2 200"), curl(tls));
        List<String> plain = List.of("--http2-prior-knowledge", "http://shop.localhost:" + httpPort + "/headers");
        assertTrue(curl(plain).contains("Host: shop.localhost:" + httpPort + "\n"), curl(plain));
        assertTrue(curl(plain).endsWith(" 2 200"));
    }

    @Test
    void tunnelsWebSockets() throws IOException {
        try (Socket socket = connect()) {
            send(
                    socket,
                    "GET /socket HTTP/1.1\r\nHost: shop.localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            var in = new BufferedInputStream(socket.getInputStream());
            assertTrue(Message.read(in).first().contains(" 101 "));
            send(socket, "ping");
            assertEquals("ping", new String(in.readNBytes(4), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void upgradesToNothingButWebSocket() throws IOException {
        String told = get(
                "GET /headers HTTP/1.1\r\nHost: shop.localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n");
        assertFalse(told.contains("h2c"), told);
    }

    @Test
    void passesEventsOnWhenTheyHappen() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(5_000);
            send(socket, "GET /events HTTP/1.1\r\nHost: shop.localhost\r\n\r\n");
            var in = new BufferedInputStream(socket.getInputStream());
            Message.read(in);
            assertEquals("data: 1\n\n", new String(in.readNBytes(9), StandardCharsets.US_ASCII));
            shop.goOn.countDown();
            assertEquals("data: 2\n\n", new String(in.readNBytes(9), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void streamsLargeUploads() throws IOException {
        long bytes = 200L << 20;
        try (Socket socket = connect()) {
            send(socket, "PUT /x HTTP/1.1\r\nHost: shop.localhost\r\nContent-Length: " + bytes + "\r\n\r\n");
            byte[] block = new byte[1 << 20];
            for (long sent = 0; sent < bytes; sent += block.length) {
                socket.getOutputStream().write(block);
            }
            var in = new BufferedInputStream(socket.getInputStream());
            assertEquals("shop " + bytes, Message.read(in).body(in));
        }
        assertTrue(peakMemoryKiB() < 64 << 10, "a process of the router took " + peakMemoryKiB() + " KiB");
        String changed = CliEngine.docker("", "diff", CONTAINER);
        assertFalse(changed.matches("(?s).*/var/lib/nginx/(body|proxy)/.*"), changed);
    }

    @Test
    void tellsUnknownHostsSleepingAndSilentApps() throws IOException {
        assertAnswer(404, "nobody.localhost", "nobody.localhost");
        assertAnswer(503, "blog.localhost", "blog");
        assertAnswer(502, "gone.localhost", "gone.localhost");
    }

    @Test
    void asksTheNextTargetWhenOneIsDead() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertEquals("shop 3", get(POST.replace("shop.", "half."), "abc"));
        }
    }

    @Test
    void holdsRequestsUntilThereIsATarget() throws Exception {
        var waiting = new ArrayList<Future<String>>();
        for (int i = 0; i < 5; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> unchecked(POST.replace("shop.", "held."))));
        }
        Thread.sleep(500);
        assertTrue(waiting.stream().noneMatch(Future::isDone));
        assertEquals("shop 3", get(POST, "abc"));
        try (var held = new SmallApp("held")) {
            var routes = new ArrayList<>(shopRoutes());
            routes.removeIf(route -> route.app().equals("held"));
            routes.add(route("held.localhost", "held", held.target()));
            router.apply(routes);
            for (Future<String> one : waiting) {
                assertEquals("held 3", one.get());
            }
        } finally {
            router.apply(shopRoutes());
        }
    }

    @Test
    void keepsTheTableOverARestart() throws Exception {
        CliEngine.docker("", "restart", CONTAINER);
        assertEquals("shop 0", eventually());
    }

    @Test
    void switchesUnderLoadWithoutALostRequest() throws Exception {
        var over = new AtomicBoolean();
        var done = new AtomicInteger();
        var clients = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 8; i++) {
            boolean keepAlive = i % 2 == 0;
            boolean post = i % 4 < 2;
            clients.add(CompletableFuture.runAsync(() -> load("live.localhost", keepAlive, post, over, done)));
        }
        var app = new SmallApp("live0");
        for (int i = 0; i <= 20; i++) {
            var next = i == 0 ? app : new SmallApp("live" + i);
            var routes = new ArrayList<>(shopRoutes());
            routes.add(route("live.localhost", "live", next.target()));
            router.apply(routes);
            if (i > 0) {
                drain(app);
            }
            app = next;
            Thread.sleep(100);
        }
        over.set(true);
        for (CompletableFuture<Void> client : clients) {
            client.get();
        }
        app.close();
        router.apply(shopRoutes());
        assertTrue(done.get() > 500, done + " requests");
    }

    @Test
    void applies500RoutesFast() {
        var routes = new ArrayList<>(shopRoutes());
        for (int i = 0; i < 500; i++) {
            routes.add(route("app" + i + ".localhost", "app" + i, shop.target()));
        }
        var times = new ArrayList<Long>();
        for (int i = 0; i < 11; i++) {
            long start = System.nanoTime();
            router.apply(i % 2 == 0 ? routes : shopRoutes());
            times.add((System.nanoTime() - start) / 1_000_000);
        }
        router.apply(shopRoutes());
        times.sort(null);
        System.out.println("apply of 500 routes, ms: " + times);
        assertTrue(times.get(2) <= 50, "over 50 ms: " + times);
    }

    @Test
    void aTakenPortIsOneSentenceAndLeavesNoContainer(@TempDir Path other) throws IOException {
        try (var taken = new ServerSocket(0)) {
            var wish = new FixedSettings(other, taken.getLocalPort(), freePort(), freePort());
            var second = new NginxRouter(engine, "hrouter2", wish, Duration.ofSeconds(20));
            var e = assertThrows(NuaException.class, () -> second.apply(List.of()));
            assertTrue(e.getMessage().contains("port " + taken.getLocalPort() + " is taken"), e.getMessage());
            assertTrue(e.getMessage().contains("NUA_HTTP_PORT"), e.getMessage());
        }
        assertEquals(List.of(), engine.list(Map.of("nua.platform", "hrouter2")));
    }

    @Test
    void rotatesItsLog() throws Exception {
        Path log = settings.home().resolve("router/logs/access.log");
        get(POST, "abc");
        try (var channel = Files.newByteChannel(log, java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(65L << 20).write(java.nio.ByteBuffer.wrap(new byte[1]));
        }
        for (int i = 0; i < 150 && !(Files.exists(log) && Files.size(log) < 1 << 20); i++) {
            Thread.sleep(100);
        }
        get(POST, "abc");
        Thread.sleep(1_500);
        assertTrue(Files.readString(log).contains("\"POST /x HTTP/1.1\" 200"), Files.readString(log));
    }

    private List<Route> shopRoutes() {
        Target dead = new Target("127.0.0.2", 1);
        return List.of(
                route("shop.localhost", "shop", shop.target()),
                route("www.shop.localhost", "shop", shop.target()),
                route("half.localhost", "half", shop.target(), dead),
                route("gone.localhost", "gone", dead),
                route("blog.localhost", "blog"),
                new Route(new Domain("held.localhost"), "held", List.of(), true));
    }

    private static Route route(String domain, String app, Target... targets) {
        return new Route(new Domain(domain), app, List.of(targets), false);
    }

    private void load(String host, boolean keepAlive, boolean post, AtomicBoolean over, AtomicInteger done) {
        String head = (post ? "POST" : "GET") + " /x HTTP/1.1\r\nHost: " + host + "\r\n"
                + (post ? "Content-Length: 3\r\n" : "")
                + (keepAlive ? "" : "Connection: close\r\n")
                + "\r\n"
                + (post ? "abc" : "");
        while (!over.get()) {
            try (Socket socket = connect()) {
                var in = new BufferedInputStream(socket.getInputStream());
                boolean open;
                do {
                    send(socket, head);
                    Message answer = Message.read(in);
                    open = keepAlive && !answer.header("Connection").orElse("").equals("close");
                    String body = answer.body(in);
                    if (!body.startsWith("live") && !answer.first().contains(" 404 ")) {
                        throw new IllegalStateException(answer.first() + " " + body);
                    }
                    done.incrementAndGet();
                } while (open && !over.get());
            } catch (IOException e) {
                throw new IllegalStateException("request " + done + " failed", e);
            }
        }
    }

    /** As the platform does it, which waits as long: the old app ends when nothing of the router is open to it. */
    private void drain(SmallApp app) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (int open = router.connections(app.target()); open > 0; open = router.connections(app.target())) {
            assertTrue(System.nanoTime() < end, "connections stay open: " + open);
            Thread.sleep(20);
        }
        app.close();
    }

    private void assertAnswer(int status, String host, String words) throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            var in = new BufferedInputStream(socket.getInputStream());
            Message answer = Message.read(in);
            assertTrue(answer.first().contains(" " + status + " "), answer.first());
            String body = answer.body(in);
            assertTrue(body.contains(words), body);
            assertEquals("nginx", answer.header("Server").orElse("nginx"));
        }
    }

    private String eventually() throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return get("GET / HTTP/1.1\r\nHost: shop.localhost\r\n");
            } catch (IOException e) {
                assertTrue(i < 100, "no answer after a restart");
                Thread.sleep(50);
            }
        }
    }

    private String unchecked(String head) {
        try {
            return get(head, "abc");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String get(String head) throws IOException {
        return get(head, "");
    }

    private String get(String head, String body) throws IOException {
        try (Socket socket = connect()) {
            send(socket, head + "\r\n" + body);
            var in = new BufferedInputStream(socket.getInputStream());
            return Message.read(in).body(in);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String curl(List<String> arguments) {
        var all = new ArrayList<>(List.of("curl", "-s", "--noproxy", "*", "-w", " %{http_version} %{http_code}"));
        all.addAll(arguments);
        return CliEngine.execute("", all).output();
    }

    /** The most memory that any process of the router ever had. */
    private static int peakMemoryKiB() throws IOException {
        int most = 0;
        for (String pid : CliEngine.docker("", "top", CONTAINER, "-o", "pid")
                .lines()
                .skip(1)
                .toList()) {
            for (String line : Files.readAllLines(Path.of("/proc", pid.strip(), "status"))) {
                if (line.startsWith("VmHWM:")) {
                    most = Math.max(most, Integer.parseInt(line.replaceAll("[^0-9]", "")));
                }
            }
        }
        return most;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
