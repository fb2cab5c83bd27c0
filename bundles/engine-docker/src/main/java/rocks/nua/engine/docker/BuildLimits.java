package rocks.nua.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.app.Resources;

/**
 * Limits of build steps. BuildKit knows none for a step, so they are set on the control group that all of its steps share.
 *
 * @param root where the machine's control groups are
 */
record BuildLimits(Path root) {
    static final Resources LIMITS = Resources.BUILD;

    private static final Logger LOG = LoggerFactory.getLogger(BuildLimits.class);
    private static final int PERIOD_MICROS = 100_000;
    private static final String GROUP = "docker/buildkit";

    static BuildLimits ofThisMachine() {
        return new BuildLimits(Path.of("/sys/fs/cgroup"));
    }

    /** Sets the limits as far as this machine allows; whether it did. */
    boolean apply() {
        long quota = (long) (LIMITS.cpus() * PERIOD_MICROS);
        try {
            if (Files.isDirectory(root.resolve("memory"))) {
                write("memory/" + GROUP, "memory.limit_in_bytes", LIMITS.memoryBytes());
                write("pids/" + GROUP, "pids.max", LIMITS.pids());
                write("cpu/" + GROUP, "cpu.cfs_quota_us", quota);
            } else {
                write(GROUP, "memory.max", LIMITS.memoryBytes());
                write(GROUP, "memory.swap.max", 0);
                write(GROUP, "pids.max", LIMITS.pids());
                write(GROUP, "cpu.max", quota);
            }
            return true;
        } catch (IOException e) {
            LOG.warn("Build steps run without limits of memory and CPU: {}", e.getMessage());
            return false;
        }
    }

    private void write(String group, String file, long value) throws IOException {
        Path folder = Files.createDirectories(root.resolve(group));
        Files.writeString(folder.resolve(file), Long.toString(value));
    }
}
