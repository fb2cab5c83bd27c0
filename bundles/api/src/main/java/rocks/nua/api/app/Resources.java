package rocks.nua.api.app;

/**
 * Limits of one container.
 *
 * @param memoryBytes memory without swap, at least 16 MiB
 * @param cpus cores as a fraction, above 0
 * @param pids processes and threads, at least 8
 */
public record Resources(long memoryBytes, double cpus, int pids) {
    /** 512 MiB, one core, 512 processes. */
    public static final Resources DEFAULT = new Resources(512L << 20, 1.0, 512);

    /** @throws rocks.nua.api.NuaException BAD_REQUEST when a limit is out of its range */
    public Resources {
        if (memoryBytes < (16L << 20) || !(cpus > 0 && cpus <= 1024) || pids < 8) {
            throw rocks.nua.api.NuaException.badRequest(
                    "Resources are out of range: memory must be at least 16M, cpu above 0 and at most 1024, pids at least 8.");
        }
    }
}
