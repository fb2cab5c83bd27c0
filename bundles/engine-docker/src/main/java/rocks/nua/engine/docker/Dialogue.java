package rocks.nua.engine.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A connection on which the engine passes a process's input and output on at once. Made here because docker-java's transport cannot
 * end the input alone, and a process that reads to the end would wait for ever.
 */
final class Dialogue implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_HEAD = 1 << 14;

    private final EngineClient client;
    private final SocketChannel channel;

    /** @param json body of the request */
    Dialogue(EngineClient client, String path, String json) {
        this(
                client,
                "POST " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
    }

    /** @param request whole, with its head, in ASCII */
    Dialogue(EngineClient client, String request) {
        this.client = client;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            channel.connect(UnixDomainSocketAddress.of(client.socket()));
            send(request.getBytes(StandardCharsets.US_ASCII));
            accepted();
        } catch (IOException e) {
            close();
            throw client.errors().explained(new UncheckedIOException(e));
        }
    }

    /** Reads the head of the answer byte by byte, since what follows it is the process's own. */
    private void accepted() throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0) {
            if (head.length() > LONGEST_HEAD || channel.read(one.clear()) < 0) {
                throw new IOException("The engine ended the connection");
            }
            head.append((char) one.get(0));
        }
        int status = Integer.parseInt(head.substring(9, 12));
        if (status >= 400) {
            close();
            throw client.errors().refused(status, head.substring(13, head.indexOf("\r\n")));
        }
    }

    /** What the process says, in frames; ends with it. */
    InputStream output() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                return channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    /** Passes the input on in the background, and its end. */
    void input(InputStream in) {
        Thread thread = new Thread(() -> pass(in), "nua-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void pass(InputStream in) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                send(ByteBuffer.wrap(buffer, 0, count));
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            // the process or the one who writes has gone: nobody is left to be told
            Thread.currentThread().interrupt();
        }
    }

    void send(byte[] bytes) throws IOException {
        send(ByteBuffer.wrap(bytes));
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
