package rocks.nua.router.nginx;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import rocks.nua.api.NuaException;

/** The router's ear on loopback. */
record Control(int port) {
    private static final int LIMIT_MILLIS = 5_000;

    /**
     * Makes the router read its table again.
     *
     * @return the digest of the table it follows now; empty: nobody answers, or not the router
     * @throws NuaException UNAVAILABLE when it cannot use the table
     */
    String apply() {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/apply");
            var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            int status = connection.getResponseCode();
            if (status == 200) {
                return text(connection.getInputStream());
            }
            if (status == 500) {
                throw NuaException.unavailable(
                        "The router cannot use its new table: "
                                + NuaException.excerpt(text(connection.getErrorStream())),
                        new IOException("status 500"));
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String text(InputStream body) throws IOException {
        try (body) {
            return new String(body.readNBytes(1_000), StandardCharsets.UTF_8).strip();
        }
    }
}
