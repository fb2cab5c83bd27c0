package rocks.nua.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;
import rocks.nua.core.SelfSigned;

class DownloadTest {
    @TempDir
    Path folder;

    @Test
    void aCertificateOfAnUnknownAuthorityIsToldAsThat() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.start();
        try {
            String address = "https://localhost:" + server.getAddress().getPort() + "/plugin.jar";
            Path into = folder.resolve("plugin.jar");
            NuaException refused = assertThrows(
                    NuaException.class, () -> new Download(1000, Duration.ofSeconds(10)).fetch(address, into));
            assertEquals(
                    address
                            + " cannot be fetched: this machine does not trust its certificate. Add the authority that signed it"
                            + " to those of the machine (update-ca-certificates) or name its file in NUA_EXTRA_CA, then start Nua again.",
                    refused.getMessage());
            assertFalse(Files.exists(into));
        } finally {
            server.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(SelfSigned.keys(folder, "localhost"), SelfSigned.PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
