package rocks.nua.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rocks.nua.api.engine.Usage;

/**
 * Reads what a process group uses from the machine's control groups, which costs a hundredth of asking the engine.
 *
 * @param proc where the machine's processes are
 * @param root where its control groups are
 */
record UsageReader(Path proc, Path root) {
    private static final long MICRO = 1000;

    static UsageReader ofThisMachine() {
        return new UsageReader(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /** What the container of this process uses. */
    Usage read(long pid) throws IOException {
        List<String> groups = Files.readAllLines(proc.resolve(pid + "/cgroup"));
        return Files.isDirectory(root.resolve("memory")) ? first(groups) : second(groups);
    }

    private Usage first(List<String> groups) throws IOException {
        Path memory = root.resolve("memory" + path(groups, "memory"));
        Map<String, Long> stat = stat(memory.resolve("memory.stat"));
        long cache = stat.getOrDefault("total_inactive_file", 0L) + stat.getOrDefault("total_active_file", 0L);
        return new Usage(
                number(memory.resolve("memory.usage_in_bytes")) - cache,
                number(memory.resolve("memory.limit_in_bytes")),
                number(root.resolve("cpuacct" + path(groups, "cpuacct") + "/cpuacct.usage")),
                (int) number(root.resolve("pids" + path(groups, "pids") + "/pids.current")));
    }

    private Usage second(List<String> groups) throws IOException {
        Path group = root.resolve(path(groups, "").substring(1));
        Map<String, Long> stat = stat(group.resolve("memory.stat"));
        long cache = stat.getOrDefault("inactive_file", 0L) + stat.getOrDefault("active_file", 0L);
        return new Usage(
                number(group.resolve("memory.current")) - cache,
                number(group.resolve("memory.max")),
                stat(group.resolve("cpu.stat")).getOrDefault("usage_usec", 0L) * MICRO,
                (int) number(group.resolve("pids.current")));
    }

    /** The path in a line as {@code 4:cpu,cpuacct:/docker/1f…}. */
    private static String path(List<String> groups, String controller) throws IOException {
        return groups.stream()
                .map(line -> List.of(line.split(":", 3)))
                .filter(parts -> List.of(parts.get(1).split(",", -1)).contains(controller))
                .map(parts -> parts.get(2))
                .findFirst()
                .orElseThrow(() -> new IOException("no control group for " + controller));
    }

    private static long number(Path file) throws IOException {
        String text = Files.readString(file).strip();
        return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static Map<String, Long> stat(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> List.of(line.split(" ", 2)))
                .collect(Collectors.toMap(parts -> parts.get(0), parts -> Long.parseLong(parts.get(1))));
    }
}
