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
 */
record BuildLimits(Path root) {
    static final Resources LIMITS = Resources.BUILD;

    private static final int PERIOD_MICROS = 100_000;
    private static final String GROUP = "docker/buildkit";
    private static final String SLICE = "nua-build.slice";

    static BuildLimits ofThisMachine() {
        return new BuildLimits(Path.of("/sys/fs/cgroup"));
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
        long quota = (long) (LIMITS.cpus() * PERIOD_MICROS);
        if (Files.isDirectory(root.resolve("memory"))) {
            write("memory/" + GROUP, "memory.limit_in_bytes", LIMITS.memoryBytes());
            write("pids/" + GROUP, "pids.max", LIMITS.pids());
            write("cpu/" + GROUP, "cpu.cfs_quota_us", quota);
        } else {
            write(GROUP, "memory.max", LIMITS.memoryBytes());
            write(GROUP, "pids.max", LIMITS.pids());
            write(GROUP, "cpu.max", quota);
        }
        return "";
    }

    private void write(String group, String file, long value) throws IOException {
        Path folder = Files.createDirectories(root.resolve(group));
        Files.writeString(folder.resolve(file), Long.toString(value));
    }

    private static void slice() throws IOException {
        var command = List.of(
                "systemctl",
                "set-property",
                "--runtime",
                SLICE,
                "MemoryMax=" + LIMITS.memoryBytes(),
                "TasksMax=" + LIMITS.pids(),
                "CPUQuota=" + (long) (LIMITS.cpus() * 100) + "%");
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
