package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a manifest says reaches the running app. */
@Tag("docker")
final class ManifestIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private final Path folder;

    ManifestIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path manifest(String text) throws IOException {
        Path source = Files.createDirectories(folder.resolve("package"));
        Files.writeString(source.resolve("nua-config.toml"), "format = 1\n" + text);
        return source;
    }

    private static void answers(String app) {
        assertEquals("Hello from Nua", NUA.visit(app, "/").expect(200).text().strip());
    }

    @Test
    void theSourceComesFromAnArchiveThatIsHeldToItsChecksum() throws IOException {
        Path node = NuaPlatform.CHECKOUT.resolve("examples/hello-node");
        byte[] archive = Sources.archive(
                Sources.file("hello-1.0/package.json"),
                Files.readString(node.resolve("package.json")),
                Sources.file("hello-1.0/server.js"),
                Files.readString(node.resolve("server.js")));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hello-1.0.tar", exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
        try {
            String named = "[metadata]\nversion = \"1.0\"\n[build]\nsrc-url = \"http://127.0.0.1:"
                    + server.getAddress().getPort() + "/hello-{version}.tar\"\n";
            NUA.deploy(manifest(named), "archived").expect(0);
            answers("archived");
            Program refused = NUA.deploy(manifest(named + "src-checksum = \"" + "0".repeat(64) + "\"\n"), "archived")
                    .expect(1);
            assertTrue(
                    refused.out().matches("(?s).*FAILED at READ: .*SHA-256 [0-9a-f]{64}.*0{64}.*"), refused.toString());
            answers("archived");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theSourceComesFromARepository() throws IOException {
        Path repository = Sources.copy("hello-node", folder.resolve("repositories/hello.git"));
        git(repository, "init", "-q", "-b", "released");
        commit(repository);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process daemon = new ProcessBuilder(
                        "git",
                        "daemon",
                        "--export-all",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--base-path=" + repository.getParent())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("daemon.log").toFile())
                .start();
        try {
            NuaPlatform.eventually("git listens", () -> listens(port));
            String named = "[build]\ngit-url = \"git://127.0.0.1:" + port + "/hello.git\"\ngit-branch = \"released\"\n";
            NUA.deploy(manifest(named), "cloned").expect(0);
            answers("cloned");

            git(repository, "tag", "v1");
            String commit = withSubmodule(repository, "git://127.0.0.1:" + port + "/server.git");
            for (String ref : List.of("v1", commit)) {
                String url = "git://127.0.0.1:" + port + "/hello.git#" + ref;
                NUA.nua("deploy", "--git", url, "--app", "cloned").expect(0);
                assertEquals(
                        ref.equals("v1") ? "Hello from Nua" : "Hello from a submodule",
                        NUA.visit("cloned", "/").expect(200).text().strip());
            }
        } finally {
            daemon.descendants().forEach(ProcessHandle::destroy);
            daemon.destroy();
        }
    }

    /** Lets the app's server come from a second repository; returns the commit, which no branch names. */
    private static String withSubmodule(Path repository, String url) throws IOException {
        Path server = Sources.copy("hello-node", repository.resolveSibling("server.git"));
        Sources.answer(server, "Hello from a submodule");
        git(server, "init", "-q", "-b", "main");
        commit(server);
        git(repository, "checkout", "-q", "--detach");
        git(repository, "submodule", "--quiet", "add", url, "server");
        Files.writeString(repository.resolve("package.json"), "{\"scripts\": {\"start\": \"node server/server.js\"}}");
        Files.delete(repository.resolve("server.js"));
        commit(repository);
        git(repository, "tag", "v2");
        return Program.run(repository, Map.of(), Duration.ofSeconds(30), List.of("git", "rev-parse", "HEAD"))
                .expect(0)
                .out()
                .strip();
    }

    private static void commit(Path repository) {
        git(repository, "add", "-A");
        git(repository, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-q", "-m", "Say hello");
    }

    private static void git(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Program.run(folder, Map.of(), Duration.ofSeconds(30), command).expect(0);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void commandsRunInTheNewContainer() throws IOException {
        Path source = Sources.copy("hello-node", folder.resolve("commands"));
        Files.writeString(source.resolve("nua-config.toml"), "[run]\npost-run = [\"echo warm at $NUA_DOMAIN\"]\n");

        Program deployed = NUA.deploy(source, "commands").expect(0);

        assertTrue(deployed.out().contains("warm at commands.localhost"), deployed.toString());
        Files.writeString(source.resolve("nua-config.toml"), "[run]\npost-run = \"exit 4\"\n");
        Program refused = NUA.deploy(source, "commands").expect(1);
        assertTrue(refused.out().contains("FAILED at PROBE: The post-run command 'exit 4'"), refused.toString());
        answers("commands");
    }

    /** What packages of the first Nua rely on: the folder nua, templates, expressions, SQLite, one port with a name of its own. */
    @Test
    void aPackageOfTheFirstFormatRunsAsItIs() throws IOException {
        Path source = Files.createDirectories(folder.resolve("old"));
        Files.writeString(source.resolve("main.py"), "");
        write(source.resolve("nua/app/about.txt"), "about");
        write(
                source.resolve("nua/templates/nua/app/config.txt.j2"),
                "{{ STEP2 }} {{ DB_FOLDER }} {% if MISSING %}no{% else %}yes{% endif %}\n");
        write(
                source.resolve("nua/nua-config.toml"),
                """
                [metadata]
                id = "old"
                version = "1.0"
                title = "Old"
                author = "Nua"
                [build]
                test = "test -f /nua/app/about.txt"
                [run]
                start = ["sudo true", "python3 -m http.server ${LISTEN_PORT} --directory /nua/app"]
                post-run = "echo ready at {domain} > /nua/app/cache/ready.txt"
                [env]
                LISTEN_PORT = 8123
                STEP1 = "one"
                STEP2 = "{STEP1} two"
                DB_FOLDER = { from = "db", key = "SQLITE_DIR" }
                DB_NAME = { from = "db", key = "SQLITE_DB" }
                CACHE = { from = "cache", key = "target" }
                MY_IP = { external_ip = 'true' }
                SECRET = { random = 'true', length = 16, display = 'true' }
                [docker]
                restart_policy.name = "always"
                mem_limit = "96M"
                [port.one]
                container = { key = "LISTEN_PORT" }
                proxy = 8123
                [[provider]]
                name = "db"
                module-name = "sqlite"
                [[volume]]
                name = "cache"
                type = "tmpfs"
                target = "/nua/app/cache"
                [[volume.options]]
                tmpfs_size = "1M"
                """);

        Program deployed = NUA.deploy(source, "old").expect(0);

        assertTrue(
                deployed.out().contains("SECRET was drawn; to see it: nua exec old -- printenv SECRET"),
                deployed.toString());
        assertEquals("about", NUA.visit("old", "/about.txt").expect(200).text());
        assertEquals(
                "one two /nua/app/sqlite yes\n",
                NUA.visit("old", "/config.txt").expect(200).text());
        assertEquals(
                "ready at old.localhost\n",
                NUA.visit("old", "/cache/ready.txt").expect(200).text());
        String env = NUA.nua("exec", "old", "--", "sh", "-c", "env; touch /nua/app/sqlite/x; df -k $CACHE")
                .expect(0)
                .out();
        assertTrue(env.matches("(?s).*\\bDB_NAME=db_[a-z]{10}\\b.*"), env);
        assertTrue(env.matches("(?s).*\\bMY_IP=[0-9.]{7,15}\\b.*"), env);
        assertTrue(env.matches("(?s).*\\bSECRET=[A-Za-z0-9]{16}\\b.*"), env);
        assertTrue(env.matches("(?s).*tmpfs +1024 .*"), env);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void anEnvironmentOfPythonStaysBehind() throws IOException {
        Path source = Sources.copy("hello-static", folder.resolve("venv"));
        write(source.resolve("env-of-any-name/pyvenv.cfg"), "home = /usr/bin\n");
        Files.createSymbolicLink(source.resolve("env-of-any-name/python"), Path.of("/usr/bin/python3"));

        NUA.nua("plan", source.toString()).expect(0);
    }

    @Test
    void aPlanThatWasWrittenDeploysTheSame() throws IOException {
        for (String example : List.of("hello-node", "php-plain")) {
            Path source = Sources.copy(example, folder.resolve(example));
            NUA.nua("plan", source.toString(), "--write").expect(0);
            assertTrue(Files.readString(source.resolve("nua-config.toml")).startsWith("format = 1\n\n[build]\n"));
            NUA.deploy(source, example).expect(0);
            NUA.visit(example, "/").expect(200);
        }
        Path compose = Sources.copy("compose-node", folder.resolve("compose"));
        Program refused = NUA.nua("plan", compose.toString(), "--write").expect(1);
        assertTrue(refused.err().contains("The folder has compose.y"), refused.toString());
        assertTrue(Files.notExists(compose.resolve("nua-config.toml")));
    }

    @Test
    void jobsRunByTheClock() throws IOException {
        Path source = Sources.copy("hello-node", folder.resolve("jobs"));
        Files.writeString(
                source.resolve("nua-config.toml"),
                """
                format = 1
                [env]
                WHO = "world"
                [[cron]]
                name = "greet"
                schedule = "* * * * *"
                command = "echo hello $WHO"
                [[cron]]
                name = "fail"
                schedule = "* * * * *"
                command = "exit 3"
                """);
        NUA.deploy(source, "jobs").expect(0);

        NuaPlatform.eventually(
                "a job has run", Duration.ofSeconds(90), () -> log().contains(" cron-greet hello world"));
        NuaPlatform.eventually("the other has failed", () -> events().contains("'fail' of 'jobs' ended with status 3"));
        assertTrue(log().contains(" cron-fail ended with status 3."), log());
    }

    private static String log() {
        return NUA.nua("logs", "jobs").expect(0).out();
    }

    private static String events() {
        JsonNode events = NUA.rest().get("/events").expect(200).json();
        return events.toString();
    }
}
