package rocks.nua.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rocks.nua.api.app.Resources;

/**
 * Limits of build steps. BuildKit knows none for a step, so they are set on a control group that all steps share: one beside that of
 * the containers where the engine keeps control groups itself, a slice where systemd does. An engine whose BuildKit does not follow
 * the group that a build names puts all steps into one among the containers, which gets the same limits.
 *
 * @param root where the machine's control groups are
 * @param limits what all steps together may take
 */
record BuildLimits(Path root, Resources limits) {
    /** A quarter of what a process of the machine gets where both want the processor. */
    private static final int WEIGHT = 25;
    /**
     * Of all containers together. By default it is 100, that of one single process: a machine that is busy with a redeploy would let
     * requests wait. Where systemd keeps control groups, each container has as much as a service and needs no more.
     */
    private static final int CONTAINERS = 1600;

    private static final int PERIOD_MICROS = 100_000;
    private static final String ENGINE = "docker";
    private static final String GROUP = "nua-build";
    private static final String BUILDKIT = ENGINE + "/buildkit";
    private static final String SLICE = "nua-build.slice";

    static BuildLimits ofThisMachine(Resources limits) {
        return new BuildLimits(Path.of("/sys/fs/cgroup"), limits);
    }

    /**
     * Sets the limits; returns the group that the build must name.
     *
     * @throws IOException when this machine does not let us
     */
    String apply(String driver) throws IOException {
        if (driver.equals("systemd")) {
            slice();
            return SLICE;
        }
        boolean first = Files.isDirectory(root.resolve("memory"));
        if (first) {
            write("cpu/" + ENGINE, "cpu.shares", shares(CONTAINERS));
        } else {
            delegate(root);
            write(ENGINE, "cpu.weight", CONTAINERS);
            delegate(root.resolve(ENGINE));
        }
        for (String group : List.of(GROUP, BUILDKIT)) {
            if (first) {
                limitFirst(group);
            } else {
                limit(group);
            }
        }
        return GROUP;
    }

    /** In the first version of control groups. */
    private void limitFirst(String group) throws IOException {
        write("memory/" + group, "memory.limit_in_bytes", limits.memoryBytes());
        write("pids/" + group, "pids.max", limits.pids());
        write("cpu/" + group, "cpu.cfs_quota_us", quota());
        write("cpu/" + group, "cpu.shares", shares(WEIGHT));
    }

    /** In the second. */
    private void limit(String group) throws IOException {
        write(group, "memory.max", limits.memoryBytes());
        write(group, "pids.max", limits.pids());
        write(group, "cpu.max", quota());
        write(group, "cpu.weight", WEIGHT);
    }

    private long quota() {
        return (long) (limits.cpus() * PERIOD_MICROS);
    }

    /** The first version of control groups has 1024 where the second has 100. */
    private static long shares(int weight) {
        return weight * 1024L / 100;
    }

    /** In the second version of control groups, a group has the limits that the one above it passes on. */
    private static void delegate(Path group) throws IOException {
        Files.writeString(group.resolve("cgroup.subtree_control"), "+cpu +memory +pids");
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
