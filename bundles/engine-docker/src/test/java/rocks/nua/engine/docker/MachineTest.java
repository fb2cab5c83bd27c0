package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.app.Resources;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.engine.Usage;
import rocks.nua.api.platform.BuildSettings;

/** What is read from and written to the machine itself. */
class MachineTest {
    private final Path root;

    MachineTest(@TempDir Path root) {
        this.root = root;
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("x").getParent());
        Files.writeString(path, text);
    }

    @Test
    void usageOfTheFirstControlGroups() throws IOException {
        write("proc/7/cgroup", "9:pids:/docker/1\n4:cpu,cpuacct:/docker/1\n3:memory:/docker/1\n");
        write("cg/memory/docker/1/memory.stat", "cache 5\ntotal_inactive_file 100\ntotal_active_file 50\n");
        write("cg/memory/docker/1/memory.usage_in_bytes", "1000\n");
        write("cg/memory/docker/1/memory.limit_in_bytes", "2000\n");
        write("cg/cpuacct/docker/1/cpuacct.usage", "77\n");
        write("cg/pids/docker/1/pids.current", "3\n");
        assertEquals(new Usage(850, 2000, 77, 3), new UsageReader(root.resolve("proc"), root.resolve("cg")).read(7));
    }

    @Test
    void usageOfTheSecondControlGroups() throws IOException {
        write("proc/7/cgroup", "0::/system.slice/docker-1.scope\n");
        write("cg/system.slice/docker-1.scope/memory.stat", "inactive_file 100\nactive_file 50\n");
        write("cg/system.slice/docker-1.scope/memory.current", "1000\n");
        write("cg/system.slice/docker-1.scope/memory.max", "max\n");
        write("cg/system.slice/docker-1.scope/cpu.stat", "usage_usec 5\nuser_usec 4\n");
        write("cg/system.slice/docker-1.scope/pids.current", "3\n");
        assertEquals(
                new Usage(850, Long.MAX_VALUE, 5000, 3),
                new UsageReader(root.resolve("proc"), root.resolve("cg")).read(7));
    }

    @Test
    void buildLimitsAreWritten() throws IOException {
        Files.createDirectories(root.resolve("memory"));
        assertEquals("nua-build", new BuildLimits(root, new Resources(2L << 30, 1.5, 4096)).apply("cgroupfs"));
        for (String group : List.of("nua-build", "docker/buildkit")) {
            assertEquals("2147483648", read("memory/" + group + "/memory.limit_in_bytes"));
            assertEquals("150000", read("cpu/" + group + "/cpu.cfs_quota_us"));
            assertEquals("4096", read("pids/" + group + "/pids.max"));
            assertEquals("256", read("cpu/" + group + "/cpu.shares"));
        }
        assertEquals("16384", Files.readString(root.resolve("cpu/docker/cpu.shares")));
    }

    @Test
    void buildLimitsAreWrittenInTheSecondControlGroups() throws IOException {
        assertEquals("nua-build", new BuildLimits(root, new Resources(1L << 30, 2, 4096)).apply("cgroupfs"));
        assertEquals("+cpu +memory +pids", read("cgroup.subtree_control"));
        assertEquals("+cpu +memory +pids", read("docker/cgroup.subtree_control"));
        for (String group : List.of("nua-build", "docker/buildkit")) {
            assertEquals("1073741824", read(group + "/memory.max"));
            assertEquals("200000", read(group + "/cpu.max"));
            assertEquals("25", read(group + "/cpu.weight"));
        }
        assertEquals("1600", Files.readString(root.resolve("docker/cpu.weight")));
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    @Test
    void mirrorOfTheMachine() throws IOException {
        write("sources.list", "# deb http://old/debian x\n");
        write("sources.list.d/a.list", "deb https://other.example/apt main\n");
        write(
                "sources.list.d/debian.sources",
                "Types: deb\nURIs: http://near.example/debian/\n\nURIs: http://near.example/debian-security\n");
        DebianMirror mirror = DebianMirror.of(root);
        assertEquals(new DebianMirror("http://near.example/debian", "http://near.example/debian-security", ""), mirror);
        String signed = "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ";
        assertEquals(
                List.of(
                        signed + "http://near.example/debian bookworm main",
                        signed + "http://near.example/debian bookworm-updates main",
                        signed + "http://near.example/debian-security bookworm-security main"),
                mirror.sources(Base.DEBIAN_12));
        DebianMirror pinned = DebianMirror.of(BuildSettings.of(
                Map.of("NUA_BASE_SNAPSHOT", "2026-11-01", "NUA_SNAPSHOT_ARCHIVE", "http://near.example/")));
        assertEquals(Instant.parse("2026-11-01T00:00:00Z"), pinned.time());
        assertEquals(
                "deb [check-valid-until=no signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
                        + " http://near.example/debian/20261101T000000Z trixie main",
                pinned.sources(Base.DEBIAN_13).get(0));
        assertEquals(
                "http://deb.debian.org/debian",
                DebianMirror.of(root.resolve("none")).archive());
    }

    @Test
    void usersAndStates() {
        assertEquals(new Owner(5, 6), Owner.parse("5:6", () -> "unused"));
        assertEquals(new Owner(5, 5), Owner.parse("5", () -> "unused"));
        assertEquals(new Owner(33, 34), Owner.parse("www", () -> "root:x:0:0::/:\nwww:x:33:34::/:\n"));
        assertEquals(3, ContainerView.exitStatus("Exited (3) 5 minutes ago"));
        assertEquals(1, ContainerView.exitStatus("Restarting (1) 2 seconds ago"));
        assertEquals(0, ContainerView.exitStatus("Up 3 hours"));
        for (String user : List.of("", "0", "root", "0:0", "root:root")) {
            assertEquals(Confinement.NUA, Confinement.user(Wishes.of("x"), user), user);
        }
        assertEquals("33", Confinement.user(Wishes.of("x"), "33"));
        assertThrows(IllegalArgumentException.class, () -> BuildTrace.decode(new byte[] {7}));
    }
}
