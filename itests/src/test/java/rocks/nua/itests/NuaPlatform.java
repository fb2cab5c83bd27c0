package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real distribution with a home and ports of its own on the real engine, for one test class. Afterwards nothing of it is
 * left but its log in the build folder.
 */
final class NuaPlatform implements BeforeAllCallback, AfterAllCallback {
    static final Path CHECKOUT =
            Path.of(System.getProperty("nua.checkout", "..")).toAbsolutePath().normalize();
    static final Path ENGINE = Path.of(System.getenv().getOrDefault("NUA_ENGINE_SOCKET", "/var/run/docker.sock"));
    private static final Path TARGET =
            Path.of(System.getProperty("nua.target", "target")).toAbsolutePath();
    private static final Duration LONG = Duration.ofMinutes(15);

    private final Map<String, String> environment = new HashMap<>();
    private final EngineView engine = new EngineView(ENGINE);
    private final Path home;
    private final Path script;

    NuaPlatform() {
        this(Map.of());
    }

    /** With these settings beside its home and ports. */
    NuaPlatform(Map<String, String> settings) {
        this(TARGET.resolve("homes").resolve("nua-" + System.nanoTime()), settings);
    }

    /** With a home in this folder, which need not exist yet. */
    NuaPlatform(Path folder) {
        this(folder.resolve("home"), Map.of());
    }

    private NuaPlatform(Path home, Map<String, String> settings) {
        this.home = home;
        try {
            script = script();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Integer> ports = freePorts(5);
        environment.put("NUA_HOME", home.toString());
        environment.put("NUA_HTTP_PORT", ports.get(0).toString());
        environment.put("NUA_HTTPS_PORT", ports.get(1).toString());
        environment.put("NUA_API_PORT", ports.get(2).toString());
        environment.put("NUA_SSH_PORT", ports.get(3).toString());
        environment.put("NUA_ROUTER_PORT", ports.get(4).toString());
        environment.put("NUA_NETWORK_POOL", "10." + (220 + ports.get(0) % 30) + ".0.0/16");
        environment.put("NUA_DOMAIN", "localhost");
        environment.put("NUA_URL", "");
        environment.put("NUA_TOKEN", "");
        environment.put("XDG_CONFIG_HOME", home.resolve("no-login").toString());
        environment.putAll(settings);
    }

    /** The script inside the distribution, as in the download: it never builds. */
    private static Path script() throws IOException {
        Path assembly = CHECKOUT.resolve("karaf-distribution/target/assembly");
        if (!Files.isDirectory(assembly.resolve("system"))) {
            throw new IllegalStateException(
                    "There is no distribution in " + assembly + ": run mvn -DskipTests install first.");
        }
        Path inside = assembly.resolve("nua");
        return inside;
    }

    private static List<Integer> freePorts(int many) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        nua("up").expect(0);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        keepLog(context.getRequiredTestClass().getSimpleName());
        nua("down");
        if (Files.exists(home.resolve("data/nua.db"))) {
            engine.clean(label());
        }
        delete(home);
    }

    private void keepLog(String name) throws IOException {
        Path log = home.resolve("karaf/data/log/karaf.log");
        if (Files.exists(log)) {
            Path kept = Files.createDirectories(TARGET.resolve("failsafe-reports"));
            Files.copy(log, kept.resolve(name + "-karaf.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Runs the nua command, without input. */
    Program nua(String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(Arrays.asList(arguments));
        return Program.run(CHECKOUT, environment, LONG, command);
    }

    /** Runs a line of a shell in which {@code ./nua} is this platform's and its domains lead to its router. */
    Program shell(String line) {
        String here = line.replace("/tmp/", TARGET + "/")
                .replace("./nua", script.toString())
                .replace("curl ", "curl --fail --connect-to :80:127.0.0.1:" + httpPort() + " ")
                .replace("/var/lib/nua", home.toString());
        return Program.run(CHECKOUT, environment, LONG, List.of("bash", "-c", here));
    }

    /** Deploys a folder; returns what was printed. */
    Program deploy(Path folder, String app) {
        return nua("deploy", folder.toString(), "--app", app);
    }

    Rest rest() {
        return new Rest("http://127.0.0.1:" + port("NUA_API_PORT") + "/api/v1", token());
    }

    String token() {
        try {
            return Files.readString(home.resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a visitor gets from an app. */
    Reply visit(String app, String path) {
        return Rest.visit(httpPort(), app + ".localhost", path);
    }

    int httpPort() {
        return port("NUA_HTTP_PORT");
    }

    int port(String variable) {
        return Integer.parseInt(environment.getOrDefault(variable, ""));
    }

    Path home() {
        return home;
    }

    EngineView engine() {
        return engine;
    }

    /** The label of everything of this platform. */
    Map<String, String> label() {
        return Map.of("nua.platform", id());
    }

    /** The labels of everything of an app. */
    Map<String, String> label(String app) {
        return Map.of("nua.platform", id(), "nua.app", app);
    }

    /** The containers of a backing service, running or not. */
    List<Container> servers(String service) {
        return engine.containers(Map.of("nua.platform", id(), "nua.service", service));
    }

    /** Dumps what an app has in a backing service; returns the dump's id. */
    String dump(String service, String app) {
        String table = nua("services", "dump", service, app).expect(0).out();
        return table.lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
    }

    /** What it has written down. */
    StoreView store() {
        return new StoreView(home.resolve("data/nua.db"));
    }

    private String id() {
        return store().ask("SELECT id FROM platform").orElseThrow();
    }

    /** The platform's own process. */
    long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("karaf/nua.pid")).strip());
    }

    /** Kills the platform's own process as the kernel would. */
    void kill() {
        try {
            ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins something, kills the platform as soon as it is there, and starts it again. */
    void killDuring(BooleanSupplier there, String... command) {
        Thread work = new Thread(() -> nua(command));
        work.start();
        long limit = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!there.getAsBoolean()) {
            assertTrue(work.isAlive() && System.nanoTime() < limit, "it ended before it was seen");
            pause(Duration.ofMillis(1));
        }
        kill();
        try {
            work.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        nua("up").expect(0);
    }

    /** Folders of builds that are under way or were forgotten. */
    List<Path> buildFolders() {
        return list("builds");
    }

    /** What an app has on this machine's disk. */
    List<Path> folders(String app) {
        return list("apps").stream().filter(folder -> folder.endsWith(app)).toList();
    }

    /** What is in a folder of its home; nothing where there is no such folder. */
    List<Path> list(String name) {
        Path folder = home.resolve(name);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything of this platform on the engine. */
    Set<String> things() {
        return engine.things(label());
    }

    /** Waits up to half a minute for something to become true. */
    static void eventually(String what, BooleanSupplier holds) {
        eventually(what, Duration.ofSeconds(30), holds);
    }

    /** Waits up to that long for something to become true. */
    static void eventually(String what, Duration limit, BooleanSupplier holds) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "after " + limit.toSeconds() + " s still not true: " + what);
            pause(Duration.ofMillis(100));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            fail(e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(path);
                }
            }
        }
    }
}
