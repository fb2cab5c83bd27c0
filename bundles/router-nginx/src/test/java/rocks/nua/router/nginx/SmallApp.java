package rocks.nua.router.nginx;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import rocks.nua.api.router.Target;

/** An app on loopback that answers with its name; by path it echoes headers, streams events or turns into a socket. */
final class SmallApp implements AutoCloseable {
    final AtomicInteger requests = new AtomicInteger();
    final CountDownLatch goOn = new CountDownLatch(1);
    private final String name;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    SmallApp(String name) throws IOException {
        this.name = name;
        this.server = new ServerSocket(0, 256, InetAddress.getByName("127.0.0.2"));
        threads.execute(this::accept);
    }

    Target target() {
        return new Target("127.0.0.2", server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            OutputStream out = socket.getOutputStream();
            for (Message request = Message.read(in); !request.first().isEmpty(); request = Message.read(in)) {
                requests.incrementAndGet();
                answer(request, in, out);
            }
        } catch (SocketException gone) {
            // the router may end an idle connection
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(Message request, BufferedInputStream in, OutputStream out)
            throws IOException, InterruptedException {
        String path = request.first().split(" ", 3)[1];
        if (path.startsWith("/events")) {
            write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 18\r\n\r\ndata: 1\n\n");
            goOn.await();
            write(out, "data: 2\n\n");
        } else if (path.startsWith("/socket")) {
            write(out, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");
            in.transferTo(out);
        } else {
            String body = path.startsWith("/headers")
                    ? request.first() + "\n" + String.join("\n", request.headers())
                    : name + " " + request.skipBody(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
