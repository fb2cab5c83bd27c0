package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who writes one entry after the other into a guestbook, and remembers those that it said it had taken. */
final class Writer implements AutoCloseable {
    private static final int PAUSE_MILLIS = 5;

    private final int port;
    private final String host;
    private final String mark;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::write, "writer");
    private volatile int refused;
    private volatile long longestMillis;
    private volatile boolean going = true;

    Writer(int port, String host, String mark) {
        this.port = port;
        this.host = host;
        this.mark = mark;
        thread.setDaemon(true);
        thread.start();
    }

    private void write() {
        for (int number = 1; going; number++) {
            String entry = mark + number;
            long begun = System.nanoTime();
            try {
                if (post("text=" + entry).startsWith("HTTP/1.1 200")) {
                    acknowledged.add(entry);
                } else {
                    refused++;
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException | InterruptedException e) {
                refused++;
            }
            longestMillis = Math.max(longestMillis, (System.nanoTime() - begun) / 1_000_000);
        }
    }

    private String post(String form) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(40_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            String request = "POST / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: "
                    + form.length() + "\r\n\r\n" + form;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Goes on until that many more entries were taken. */
    void more(int entries) {
        int goal = acknowledged.size() + entries;
        NuaPlatform.eventually(entries + " more entries", () -> acknowledged.size() >= goal);
    }

    /** Whether it was refused so far, or had to wait for more than a second. */
    boolean heldUp() {
        return refused > 0 || longestMillis > 1_000;
    }

    /** Ends; fails the test where one of the entries that were taken is not in the book. */
    void expectAllIn(String book) {
        close();
        List<String> there = book.lines().toList();
        List<String> lost =
                acknowledged.stream().filter(entry -> !there.contains(entry)).toList();
        assertTrue(lost.isEmpty(), () -> "lost " + lost + " of " + acknowledged.size());
    }

    @Override
    public void close() {
        going = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
