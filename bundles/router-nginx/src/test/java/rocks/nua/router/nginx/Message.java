package rocks.nua.router.nginx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The head of an HTTP message as it stands on the wire; no first line: the other side has ended. */
record Message(String first, List<String> headers) {
    static Message read(InputStream in) throws IOException {
        String first = line(in);
        var headers = new ArrayList<String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        return new Message(first, headers);
    }

    Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    String body(InputStream in) throws IOException {
        var body = new StringBuilder();
        if (header("Transfer-Encoding").isPresent()) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line(in);
            }
            line(in);
            return body.toString();
        }
        int length = header("Content-Length").map(Integer::parseInt).orElse(0);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended after " + bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads over the body; returns its length. */
    long skipBody(InputStream in) throws IOException {
        long all = 0;
        if (header("Transfer-Encoding").isPresent()) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                in.skipNBytes(size);
                line(in);
                all += size;
            }
            line(in);
            return all;
        }
        all = header("Content-Length").map(Long::parseLong).orElse(0L);
        in.skipNBytes(all);
        return all;
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
