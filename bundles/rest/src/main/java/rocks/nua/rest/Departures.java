package rocks.nua.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Interrupts whoever follows something for a client that has left. HTTP tells of a departure only when something is
 * written, and what is followed may be silent for ever; so the kernel's table of connections is asked.
 */
final class Departures implements AutoCloseable {
    private static final long SECONDS_BETWEEN_LOOKS = 1;
    private static final int LOOKS_THAT_PROVE = 3;
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "nua-rest-departures");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> looks;

    Departures() {
        looks = clock.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    /** Watches the client of a request for the thread that calls, until closed. */
    Watch watch(int localPort, int remotePort) {
        Watch watch = new Watch(this, localPort, remotePort, Thread.currentThread());
        watches.add(watch);
        return watch;
    }

    /** The ends of the connection of a request. */
    static int[] ports(HttpServletRequest request) {
        return new int[] {request.getLocalPort(), request.getRemotePort()};
    }

    @Override
    public void close() {
        looks.cancel(false);
        clock.shutdownNow();
        watches.forEach(Watch::depart);
    }

    private void look() {
        if (watches.isEmpty()) {
            return;
        }
        try {
            // Who comes while the tables are read is not in them.
            List<Watch> asked = List.copyOf(watches);
            List<String> lines = new ArrayList<>();
            for (Path table : TABLES) {
                if (Files.isReadable(table)) {
                    lines.addAll(Files.readAllLines(table));
                }
            }
            BiPredicate<Integer, Integer> open = open(lines.stream());
            asked.forEach(watch -> watch.seen(open.test(watch.localPort, watch.remotePort)));
        } catch (IOException e) {
            return; // the next look tells
        }
    }

    /** Whether a connection between two ports is open at both ends, by the lines of the kernel's tables. */
    static BiPredicate<Integer, Integer> open(Stream<String> lines) {
        Set<String> established = ConcurrentHashMap.newKeySet();
        lines.filter(line -> line.contains(" 01 "))
                .map(line -> line.strip().split(" +"))
                .filter(fields -> fields.length > 3 && fields[3].equals("01"))
                .forEach(fields -> established.add(port(fields[1]) + ":" + port(fields[2])));
        return (local, remote) -> established.contains(String.format(Locale.ROOT, "%04X:%04X", local, remote));
    }

    private static String port(String address) {
        return address.substring(address.indexOf(':') + 1);
    }

    /** One client and the thread that serves it. */
    static final class Watch implements AutoCloseable {
        private final Departures departures;
        private final int localPort;
        private final int remotePort;
        private final Thread worker;
        private int looksMissed;
        private boolean departed;
        private boolean closed;

        private Watch(Departures departures, int localPort, int remotePort, Thread worker) {
            this.departures = departures;
            this.localPort = localPort;
            this.remotePort = remotePort;
            this.worker = worker;
        }

        /** The kernel's table is not read in one moment and may miss a line, so that one look proves nothing. */
        private synchronized void seen(boolean open) {
            looksMissed = open ? 0 : looksMissed + 1;
            if (looksMissed >= LOOKS_THAT_PROVE) {
                depart();
            }
        }

        synchronized boolean departed() {
            return departed;
        }

        private synchronized void depart() {
            if (!closed) {
                departed = true;
                worker.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            departures.watches.remove(this);
            if (departed) {
                Thread.interrupted(); // the thread goes back to its pool
            }
        }
    }
}
