package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Grant;
import rocks.nua.api.engine.ContainerSpec.Mount;

@Tag("docker")
class DockerEngineTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Path home;
    private final DockerEngine engine;

    DockerEngineTest(@TempDir Path home) {
        this.home = home;
        this.engine = new DockerEngine(FixedSettings.at(home));
    }

    @BeforeAll
    static void base(@TempDir Path home) throws IOException {
        DockerEngine engine = new DockerEngine(FixedSettings.at(home));
        if (engine.findBase(Base.DEBIAN_13).isEmpty()) {
            engine.refreshBase(Base.DEBIAN_13, System.out::println);
        }
        engine.close();
    }

    @AfterEach
    void removalLeavesNothing() throws IOException {
        engine.list(Wishes.LABELS).forEach(one -> engine.remove(one.name(), Duration.ZERO));
        engine.volumes(Wishes.LABELS).forEach(engine::removeVolume);
        engine.networks(Wishes.LABELS).forEach(engine::removeNetwork);
        assertEquals(List.of(), engine.list(Wishes.LABELS));
        assertEquals(List.of(), engine.volumes(Wishes.LABELS));
        assertEquals(List.of(), engine.networks(Wishes.LABELS));
        engine.close();
    }

    private int run(ContainerSpec wish, String in, ByteArrayOutputStream out) {
        return engine.run(wish, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out, MINUTE);
    }

    private String output(ContainerSpec wish) {
        var out = new ByteArrayOutputStream();
        int status = run(wish, "", out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, status, text);
        return text;
    }

    @Test
    void containerIsConfined() {
        String script = "id -u; grep -E 'Cap(Eff|Bnd)|NoNewPrivs' /proc/self/status;"
                + " cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null;"
                + " cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null; tr '\\0' ' ' < /proc/1/cmdline";
        String text = output(Wishes.of("confined", "sh", "-c", script));
        assertTrue(text.startsWith("10001\n"), text);
        assertTrue(text.contains("CapEff:\t0000000000000000"), text);
        assertTrue(text.contains("CapBnd:\t0000000000000000"), text);
        assertTrue(text.contains("NoNewPrivs:\t1"), text);
        assertTrue(text.contains("\n" + (64 << 20) + "\n"), text);
        assertTrue(text.contains("\n64\n"), text);
        assertTrue(text.contains("docker-init") || text.contains("tini"), text);
    }

    @Test
    void grantsGiveWhatTheySay() {
        ContainerSpec wish = Wishes.of("granted", "sh", "-c", "id -u; grep CapEff /proc/self/status");
        assertTrue(output(Wishes.with(wish, Set.of(Grant.ROOT_USER), List.of(), ""))
                .startsWith("0\n"));
        String server =
                output(Wishes.with(wish, Set.of(Grant.ROOT_USER, Grant.SERVER_CAPABILITIES), List.of(), "root"));
        assertTrue(server.contains("CapEff:\t00000000000004e3"), server);
        var denied = assertThrows(NuaException.class, () -> output(Wishes.with(wish, Set.of(), List.of(), "root")));
        assertEquals(Kind.DENIED, denied.kind());
    }

    @Test
    void onlyFoldersOfTheHomeAreMounted() throws IOException {
        Path inside = Files.createDirectory(home.resolve("inside"));
        Files.writeString(inside.resolve("file"), "hello");
        Path link = Files.createSymbolicLink(home.resolve("link"), Path.of("/etc"));
        ContainerSpec wish = Wishes.of("folder", "cat", "/in/file");
        assertEquals("hello", output(mounting(wish, inside)));
        for (Path outside : List.of(Path.of("/etc"), link)) {
            var denied = assertThrows(NuaException.class, () -> output(mounting(wish, outside)));
            assertEquals(Kind.DENIED, denied.kind());
        }
    }

    private static ContainerSpec mounting(ContainerSpec wish, Path folder) {
        return Wishes.with(wish, Set.of(Grant.PLATFORM_FOLDER), List.of(new Mount.Folder(folder, "/in", true)), "");
    }

    @Test
    void ensureIsIdempotentAndKeepsTheAddress() {
        ContainerSpec wish = Wishes.of("kept", "sleep", "300");
        long start = System.nanoTime();
        Container first = engine.ensure(wish);
        System.out.printf(
                "ensure of a new container with a new network: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        start = System.nanoTime();
        Container second = engine.ensure(wish);
        System.out.printf("ensure of one that is there: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertTrue(first.running());
        assertEquals(first, second);
        assertTrue(first.address().startsWith("10.214."), first.address());

        start = System.nanoTime();
        Container other = engine.ensure(Wishes.of("other", "sleep", "300"));
        System.out.printf("ensure of a new container: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertNotEquals(first.address(), other.address());
        assertEquals(List.of(first, other).stream().map(Container::address).toList(), addresses());

        engine.exec(
                wish.name(), List.of("kill", "1"), InputStream.nullInputStream(), new ByteArrayOutputStream(), MINUTE);
        Container changed = engine.ensure(Wishes.of("kept", "sleep", "301"));
        assertNotEquals(first.id(), changed.id());
    }

    @Test
    void networksAndAddressesAreFreeWithManyAtOnce() {
        List<Container> made = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> engine.ensure(inNetwork(Wishes.of("many" + i, "sleep", "300"), "nuaeng-net" + i % 3)))
                .toList();
        assertEquals(8, made.stream().map(Container::address).distinct().count());
        assertEquals(3, engine.networks(Wishes.LABELS).size());
        made.forEach(one -> engine.remove(one.name(), Duration.ZERO));
    }

    @Test
    void aContainerIsFoundInTheNetworksThatItJoined() {
        engine.ensure(inNetwork(Wishes.of("joins", "sleep", "300"), "nuaeng-net1"));
        engine.ensure(inNetwork(Wishes.of("asks", "sleep", "300"), "nuaeng-net2"));
        var out = new ByteArrayOutputStream();
        List<String> ask = List.of("getent", "hosts", "friend");
        assertEquals(2, engine.exec("nuaeng-asks", ask, InputStream.nullInputStream(), out, Duration.ofSeconds(10)));

        engine.join("nuaeng-joins", "nuaeng-net2", Wishes.LABELS, "friend");
        engine.join("nuaeng-joins", "nuaeng-net2", Wishes.LABELS, "friend");
        assertEquals(0, engine.exec("nuaeng-asks", ask, InputStream.nullInputStream(), out, Duration.ofSeconds(10)));

        engine.leave("nuaeng-joins", "nuaeng-net2");
        engine.leave("nuaeng-joins", "nuaeng-net2");
        assertEquals(2, engine.exec("nuaeng-asks", ask, InputStream.nullInputStream(), out, Duration.ofSeconds(10)));
    }

    private static ContainerSpec inNetwork(ContainerSpec wish, String network) {
        return new ContainerSpec(
                wish.name(),
                wish.image(),
                wish.command(),
                wish.env(),
                wish.labels(),
                network,
                wish.aliases(),
                wish.mounts(),
                wish.resources(),
                wish.user(),
                wish.restart(),
                wish.grants());
    }

    private List<String> addresses() {
        return engine.list(Wishes.LABELS).stream().map(Container::address).toList();
    }

    @Test
    void stoppedContainerIsStartedWithItsAddress() throws InterruptedException {
        ContainerSpec wish = Wishes.of("again", "sh", "-c", "echo up; sleep 0.3; exit 3");
        Container first = engine.ensure(wish);
        Container ended = first;
        for (int i = 0; i < 50 && ended.running(); i++) {
            Thread.sleep(100);
            ended = engine.list(Wishes.LABELS).get(0);
        }
        assertEquals("exited", ended.state());
        assertEquals(3, ended.exitStatus());
        assertEquals(first.address(), ended.address());
        Container blocker = engine.ensure(Wishes.of("blocker", "sleep", "300"));
        assertNotEquals(first.address(), blocker.address());
        Container second = engine.ensure(wish);
        assertEquals(first.id(), second.id());
        assertEquals(first.address(), second.address());
    }

    @Test
    void runGivesStatusAndPassesInput() {
        var out = new ByteArrayOutputStream();
        int status = run(Wishes.of("once", "sh", "-c", "cat; echo oops >&2; exit 7"), "to be read\n", out);
        assertEquals(7, status);
        assertEquals("to be read\noops\n", out.toString(StandardCharsets.UTF_8));
        assertEquals(List.of(), engine.list(Wishes.LABELS));
    }

    @Test
    void runTakesTheNameOfOneThatWasLeft() throws InterruptedException {
        engine.ensure(Wishes.of("once", "true"));
        while (engine.list(Wishes.LABELS).stream().anyMatch(Container::running)) {
            Thread.sleep(50);
        }
        assertEquals("again\n", output(Wishes.of("once", "echo", "again")));
        assertEquals(List.of(), engine.list(Wishes.LABELS));
    }

    @Test
    void runEndsAtItsLimit() {
        var late = assertThrows(
                NuaException.class,
                () -> engine.run(
                        Wishes.of("late", "sleep", "60"),
                        InputStream.nullInputStream(),
                        new ByteArrayOutputStream(),
                        Duration.ofSeconds(1)));
        assertEquals(Kind.REJECTED_BY_APP, late.kind());
        assertEquals(List.of(), engine.list(Wishes.LABELS));
    }

    @Test
    void execGivesStatusPassesInputAndIsEnded() throws InterruptedException {
        ContainerSpec wish = Wishes.of("exec", "sleep", "300");
        engine.ensure(wish);
        var out = new ByteArrayOutputStream();
        long start = System.nanoTime();
        int status = engine.exec(
                wish.name(),
                List.of("sh", "-c", "cat; echo bad >&2; exit 5"),
                new ByteArrayInputStream("given\n".getBytes(StandardCharsets.UTF_8)),
                out,
                MINUTE);
        System.out.printf("exec: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertEquals(5, status);
        assertEquals("given\nbad\n", out.toString(StandardCharsets.UTF_8));

        var late = assertThrows(
                NuaException.class,
                () -> engine.exec(
                        wish.name(),
                        List.of("sh", "-c", "sleep 77 & sleep 77"),
                        InputStream.nullInputStream(),
                        new ByteArrayOutputStream(),
                        Duration.ofSeconds(1)));
        assertEquals(Kind.REJECTED_BY_APP, late.kind());
        for (int i = 0; i < 30 && sleepers() > 0; i++) {
            Thread.sleep(100);
        }
        assertEquals(0, sleepers());

        var gone = assertThrows(
                NuaException.class,
                () -> engine.exec(
                        "nuaeng-nobody",
                        List.of("true"),
                        InputStream.nullInputStream(),
                        new ByteArrayOutputStream(),
                        MINUTE));
        assertEquals(Kind.NOT_FOUND, gone.kind());
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep 77"))
                .count();
    }

    @Test
    void logsTellSinceAndFollow() throws InterruptedException {
        ContainerSpec wish =
                Wishes.of("talker", "sh", "-c", "echo one; sleep 1.2; echo two; sleep 1; echo three; sleep 300");
        engine.ensure(wish);
        List<String> lines = new ArrayList<>();
        int before = Thread.activeCount();
        assertThrows(
                UncheckedIOException.class,
                () -> engine.logs(wish.name(), Instant.EPOCH, true, line -> {
                    lines.add(line);
                    if (lines.size() == 3) {
                        throw new UncheckedIOException(new IOException("gone"));
                    }
                }));
        assertEquals(before, Thread.activeCount());
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z one"), lines.get(0));
        Instant second = Instant.parse(lines.get(1).substring(0, lines.get(1).indexOf(' ')));
        List<String> later = new ArrayList<>();
        engine.logs(wish.name(), second, false, later::add);
        assertEquals(lines.subList(1, 3), later);
        engine.logs("nuaeng-nobody", Instant.EPOCH, true, later::add);
        assertEquals(2, later.size());

        Thread silent = new Thread(() ->
                assertThrows(NuaException.class, () -> engine.logs(wish.name(), Instant.now(), true, line -> {})));
        silent.start();
        Thread.sleep(300);
        silent.interrupt();
        silent.join(3000);
        assertFalse(silent.isAlive());
    }

    @Test
    void longLinesStayWhole() {
        ContainerSpec wish = Wishes.of("long", "sh", "-c", "head -c 50000 /dev/zero | tr '\\0' x; echo; sleep 300");
        engine.ensure(wish);
        List<String> lines = new ArrayList<>();
        assertThrows(
                UncheckedIOException.class,
                () -> engine.logs(wish.name(), Instant.EPOCH, true, line -> {
                    lines.add(line.substring(line.indexOf(' ') + 1));
                    throw new UncheckedIOException(new IOException("enough"));
                }));
        assertEquals("x".repeat(50000), lines.get(0));
    }

    @Test
    void volumeBelongsToTheUser() {
        List<Mount> mounts = List.of(new Mount.Volume("nuaeng-data", "/srv/deep/data"));
        ContainerSpec write =
                Wishes.of("volume", "sh", "-c", "echo kept > /srv/deep/data/file; stat -c %u /srv/deep/data");
        assertEquals("10001\n", output(Wishes.with(write, Set.of(), mounts, "")));
        ContainerSpec read = Wishes.of("volume", "cat", "/srv/deep/data/file");
        assertEquals("kept\n", output(Wishes.with(read, Set.of(), mounts, "nua")));
    }

    @Test
    void usageIsRead() {
        ContainerSpec wish = Wishes.of("usage", "sleep", "300");
        engine.ensure(wish);
        var usage = engine.usage(wish.name());
        assertEquals(64L << 20, usage.memoryLimitBytes());
        assertTrue(usage.memoryBytes() > 0 && usage.memoryBytes() < (20 << 20), usage.toString());
        assertTrue(usage.cpuNanos() > 0, usage.toString());
        assertEquals(2, usage.pids());
    }

    @Test
    void commandThatDoesNotExistEndsWithItsNameInTheLog() {
        var out = new ByteArrayOutputStream();
        assertEquals(127, run(Wishes.of("nothing", "no-such-program"), "", out));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("no-such-program"));
    }

    @Test
    void infoTellsTheDisk() {
        var info = engine.info();
        assertEquals("docker", info.name());
        assertTrue(info.diskFreeBytes() > 0 && info.diskFreeBytes() < info.diskTotalBytes());
    }

    @Test
    void engineThatIsNotThereIsTold() throws IOException {
        var nowhere = new FixedSettings(home, home.resolve("none.sock"), FixedSettings.CA, "10.214.0.0/16", Map.of());
        var absent = new DockerEngine(nowhere);
        var error = assertThrows(NuaException.class, absent::info);
        assertEquals(Kind.UNAVAILABLE, error.kind());
        assertTrue(String.valueOf(error.getMessage()).contains("does not answer"), error.getMessage());
        var list = assertThrows(NuaException.class, () -> absent.list(Map.of()));
        assertEquals(Kind.UNAVAILABLE, list.kind());
        absent.close();
    }
}
