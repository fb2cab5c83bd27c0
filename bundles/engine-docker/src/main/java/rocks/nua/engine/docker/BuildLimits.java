package rocks.nua.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rocks.nua.api.app.Resources;

/**
 * Limits of build steps. BuildKit knows none for a step, so they are set on a control group that all steps share: its own where the
 * engine keeps control groups itself, a slice where systemd does.
 *
 * @param root where the machine's control groups are
 * @param limits what all steps together may take
 */
record BuildLimits(Path root, Resources limits) {
    /** A quarter of what a container gets where both want the processor. */
    private static final int SHARES = 256;

    private static final int WEIGHT = 25;

    private static final int PERIOD_MICROS = 100_000;
    private static final String GROUP = "docker/buildkit";
    private static final String SLICE = "nua-build.slice";

    static BuildLimits ofThisMachine(Resources limits) {
        return new BuildLimits(Path.of("/sys/fs/cgroup"), limits);
    }

    /**
     * Sets the limits; returns the group that the build must name, empty where it needs none.
     *
     * @throws IOException when this machine does not let us
     */
    String apply(String driver) throws IOException {
        if (driver.equals("systemd")) {
            slice();
            return SLICE;
        }
        long quota = (long) (limits.cpus() * PERIOD_MICROS);
        if (Files.isDirectory(root.resolve("memory"))) {
            write("memory/" + GROUP, "memory.limit_in_bytes", limits.memoryBytes());
            write("pids/" + GROUP, "pids.max", limits.pids());
            write("cpu/" + GROUP, "cpu.cfs_quota_us", quota);
            write("cpu/" + GROUP, "cpu.shares", SHARES);
        } else {
            delegate("");
            delegate("docker");
            write(GROUP, "memory.max", limits.memoryBytes());
            write(GROUP, "pids.max", limits.pids());
            write(GROUP, "cpu.max", quota);
            write(GROUP, "cpu.weight", WEIGHT);
        }
        return "";
    }

    /** In the second version of control groups, a group has the limits that the one above it passes on. */
    private void delegate(String group) throws IOException {
        Path folder = Files.createDirectories(root.resolve(group));
        Files.writeString(folder.resolve("cgroup.subtree_control"), "+cpu +memory +pids");
    }

    private void write(String group, String file, long value) throws IOException {
        Path folder = Files.createDirectories(root.resolve(group));
        Files.writeString(folder.resolve(file), Long.toString(value));
    }

    private void slice() throws IOException {
        var command = List.of(
                "systemctl",
                "set-property",
                "--runtime",
                SLICE,
                "MemoryMax=" + limits.memoryBytes(),
                "TasksMax=" + limits.pids(),
                "CPUQuota=" + (long) (limits.cpus() * 100) + "%",
                "CPUWeight=" + WEIGHT);
        try {
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("systemctl set-property ended with " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
