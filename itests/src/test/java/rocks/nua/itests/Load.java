package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Visitors of an app that ask without pause, two on connections they keep and two on a new one each time. Any answer but 200,
 * any broken connection counts as lost; nothing is asked twice.
 */
final class Load implements AutoCloseable {
    private static final int PAUSE_MILLIS = 2;

    private final int port;
    private final byte[] request;
    private final List<Thread> visitors = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private volatile boolean going = true;

    Load(int port, String host) {
        this(port, host, "/");
    }

    Load(int port, String host, String path) {
        this.port = port;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        for (boolean keep : new boolean[] {true, true, false, false}) {
            Thread visitor = new Thread(() -> visit(keep), "visitor");
            visitor.setDaemon(true);
            visitors.add(visitor);
            visitor.start();
        }
    }

    private void visit(boolean keep) {
        while (going) {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(40_000);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                boolean open = true;
                while (going && open) {
                    socket.getOutputStream().write(request);
                    open = answer(in) && keep;
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (IOException | InterruptedException e) {
                lost.add((keep ? "kept" : "new") + " connection: " + e);
            }
        }
    }

    /** Reads one answer; false when it said that the connection ends. */
    private boolean answer(InputStream in) throws IOException {
        String status = line(in);
        int length = -1;
        boolean chunked = false;
        boolean open = true;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT).replace(" ", "");
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring("content-length:".length()));
            }
            chunked |= lower.equals("transfer-encoding:chunked");
            open &= !lower.equals("connection:close");
        }
        if (chunked) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                in.skipNBytes(size + 2L);
            }
            line(in);
        } else {
            in.skipNBytes(Math.max(0, length));
        }
        if (status.startsWith("HTTP/1.1 200")) {
            answered.incrementAndGet();
        } else {
            lost.add(status);
        }
        return open;
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed by the server after '" + line + "'");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Goes on until that many more requests were answered. */
    void more(int requests) {
        long goal = answered.get() + requests;
        NuaPlatform.eventually(
                requests + " more answers; lost: " + lost, () -> answered.get() >= goal || !lost.isEmpty());
    }

    /** Ends; fails the test when a request was lost. */
    void expectNoneLost() {
        more(50);
        close();
        assertTrue(answered.get() > 100, answered + " answers are no load");
        assertEquals(List.of(), List.copyOf(lost), () -> lost.size() + " lost of " + answered);
    }

    @Override
    public void close() {
        going = false;
        for (Thread visitor : visitors) {
            try {
                visitor.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
