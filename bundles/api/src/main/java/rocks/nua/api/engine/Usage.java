package rocks.nua.api.engine;

/**
 * What a container uses now.
 *
 * @param memoryBytes memory without page cache
 * @param memoryLimitBytes its limit
 * @param cpuNanos CPU time since its start
 * @param pids processes and threads
 */
public record Usage(long memoryBytes, long memoryLimitBytes, long cpuNanos, int pids) {}
