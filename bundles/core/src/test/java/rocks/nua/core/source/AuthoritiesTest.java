package rocks.nua.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.core.SelfSigned;

class AuthoritiesTest {
    @TempDir
    Path folder;

    @Test
    void whoseFileIsNamedIsTrusted() throws Exception {
        KeyStore keys = SelfSigned.keys(folder, "localhost");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(keys)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            URL address = new URL("https://localhost:" + server.getAddress().getPort() + "/");
            Path named = Files.writeString(folder.resolve("ca.pem"), pem(keys));
            Path missing = folder.resolve("missing.pem");

            assertEquals(204, status(address, new Authorities(List.of(missing, named))));
            assertThrows(SSLHandshakeException.class, () -> status(address, new Authorities(List.of(missing))));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileThatIsNoBundleChangesNothing() throws Exception {
        SSLContext before = SSLContext.getDefault();
        Path broken = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nnone\n");

        new Authorities(List.of(broken)).trust();

        assertEquals(before, SSLContext.getDefault());
    }

    private static int status(URL address, Authorities authorities) throws Exception {
        var connection = (HttpsURLConnection) address.openConnection();
        connection.setSSLSocketFactory(authorities.context().getSocketFactory());
        return connection.getResponseCode();
    }

    private static String pem(KeyStore keys) throws Exception {
        byte[] certificate = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static SSLContext serving(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SelfSigned.PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
