package rocks.nua.engine.docker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.Secret;

/**
 * Hands the secrets of one build to BuildKit when a step asks for them, so that they are on no disk. BuildKit asks by gRPC, on a
 * connection that we open to the engine; this is the little of HTTP/2 which its two calls need (a health check, which is an empty
 * message, and GetSecret, which has a name), since a gRPC server would be larger than the rest of the bundle.
 */
final class SecretSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecretSession.class);
    private static final String METHOD = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
    private static final int PREFACE = 24;
    private static final int PREFIX = 5;
    private static final int LARGEST_FRAME = 16_384;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final String NOT_FOUND = "5";

    private final String id;
    private final Map<String, Secret> secrets;
    private final Dialogue dialogue;
    private final Map<Integer, ByteArrayOutputStream> asked = new HashMap<>();

    /** Opens it; BuildKit finds it by the id. */
    SecretSession(EngineClient client, String id, Map<String, Secret> secrets) {
        this.id = id;
        this.secrets = secrets;
        dialogue = new Dialogue(
                client,
                "POST /session HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"
                        + "X-Docker-Expose-Session-Uuid: " + id + "\r\n"
                        + "X-Docker-Expose-Session-Name: nua\r\n"
                        + "X-Docker-Expose-Session-Grpc-Method: " + METHOD + "\r\n\r\n");
        Thread thread = new Thread(this::serve, "nua-build-secrets");
        thread.setDaemon(true);
        thread.start();
    }

    /** By which BuildKit finds it. */
    String id() {
        return id;
    }

    @Override
    public void close() {
        dialogue.close();
    }

    private void serve() {
        try (DataInputStream in = new DataInputStream(dialogue.output())) {
            frame(SETTINGS, 0, 0, new byte[0]);
            in.readFully(new byte[PREFACE]);
            while (true) {
                int head = in.readInt();
                int flags = in.readUnsignedByte();
                int stream = in.readInt() & Integer.MAX_VALUE;
                int length = head >>> 8;
                if (length > LARGEST_FRAME) {
                    throw new IOException("A frame of " + length + " bytes");
                }
                received(head & 0xff, flags, stream, in.readNBytes(length));
            }
        } catch (EOFException e) {
            LOG.trace("The session of a build has ended", e);
        } catch (IOException e) {
            LOG.debug("The session of a build was closed", e);
        }
    }

    private void received(int type, int flags, int stream, byte[] payload) throws IOException {
        if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
            frame(type, ACK, 0, type == PING ? payload : new byte[0]);
        } else if (type == HEADERS || type == DATA) {
            ByteArrayOutputStream message = asked.computeIfAbsent(stream, one -> new ByteArrayOutputStream());
            if (type == DATA) {
                message.write(payload);
            }
            if ((flags & END_STREAM) != 0) {
                asked.remove(stream);
                answer(stream, message.toByteArray());
            }
        }
    }

    private void answer(int stream, byte[] call) throws IOException {
        Optional<byte[]> result = call.length <= PREFIX
                ? Optional.of(new byte[] {8, 1}) // status: SERVING
                : Optional.ofNullable(secrets.get(name(ByteBuffer.wrap(call, PREFIX, call.length - PREFIX))))
                        .map(secret -> field(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        var head = new ByteArrayOutputStream();
        head.write(0x88); // :status 200
        header(head, "content-type", "application/grpc");
        if (result.isEmpty()) {
            header(head, "grpc-status", NOT_FOUND);
            frame(HEADERS, END_HEADERS | END_STREAM, stream, head.toByteArray());
            return;
        }
        frame(HEADERS, END_HEADERS, stream, head.toByteArray());
        byte[] body = result.get();
        byte[] message = ByteBuffer.allocate(PREFIX + body.length)
                .put((byte) 0)
                .putInt(body.length)
                .put(body)
                .array();
        for (int start = 0; start < message.length; start += LARGEST_FRAME) {
            int end = Math.min(message.length, start + LARGEST_FRAME);
            frame(DATA, 0, stream, java.util.Arrays.copyOfRange(message, start, end));
        }
        var tail = new ByteArrayOutputStream();
        header(tail, "grpc-status", "0");
        frame(HEADERS, END_HEADERS | END_STREAM, stream, tail.toByteArray());
    }

    /** The first field of the message. */
    private static String name(ByteBuffer message) {
        message.get();
        byte[] name = new byte[message.get()];
        message.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** A message with these bytes as its first field. */
    private static byte[] field(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        out.write(0x0a);
        int length = bytes.length;
        for (; length > 0x7f; length >>>= 7) {
            out.write((length & 0x7f) | 0x80);
        }
        out.write(length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** A header as it is, which no table remembers. */
    private static void header(ByteArrayOutputStream to, String name, String value) {
        to.write(0);
        for (String text : new String[] {name, value}) {
            to.write(text.length());
            to.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        dialogue.send(ByteBuffer.allocate(9 + payload.length)
                .putInt((payload.length << 8) | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
    }
}
