package rocks.nua.core.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Somebody who signs plugins, with a key and certificate of the JDK's own keytool. */
final class Signing {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore keys;

    Signing(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        int status = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertEquals(0, status, "keytool");
        keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    String pem() throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("key").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    Path sign(Path jar) throws Exception {
        Path signed = jar.resolveSibling("signed-" + jar.getFileName());
        Certificate[] chain = keys.getCertificateChain("key");
        JarSigner signer = new JarSigner.Builder(
                        (PrivateKey) keys.getKey("key", PASSWORD),
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain)))
                .build();
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream to = Files.newOutputStream(signed)) {
            signer.sign(from, to);
        }
        return signed;
    }
}
