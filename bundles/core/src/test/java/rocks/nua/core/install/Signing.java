package rocks.nua.core.install;

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
import rocks.nua.core.SelfSigned;

/** Somebody who signs plugins, with a key of their own. */
final class Signing {
    private final KeyStore keys;

    Signing(Path folder, String name) throws Exception {
        keys = SelfSigned.keys(folder, name);
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
                        (PrivateKey) keys.getKey("key", SelfSigned.PASSWORD),
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain)))
                .build();
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream to = Files.newOutputStream(signed)) {
            signer.sign(from, to);
        }
        return signed;
    }
}
