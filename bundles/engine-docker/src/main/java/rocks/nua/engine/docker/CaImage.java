package rocks.nua.engine.docker;

import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;

/**
 * A tiny image with the authorities that build steps trust, as a PEM bundle and as a Java key store. Steps mount its files, so
 * that no image keeps a trace of them. Its tag is the digest of its content.
 */
final class CaImage {
    private static final Path HOST = Path.of("/etc/ssl/certs/ca-certificates.crt");
    /** Java reads a key store without a password only in its oldest format. */
    private static final String FORMAT = "JKS";

    private final Images images;
    private final Importer importer;
    private final Path extra;

    CaImage(Images images, Importer importer, Path extra) {
        this.images = images;
        this.importer = importer;
        this.extra = extra;
    }

    /** The name of the image, which is there on return. */
    synchronized String name() {
        byte[] pem = bundle();
        String name = "nua/ca:" + Hashing.sha256().hashBytes(pem).toString().substring(0, 12);
        if (images.find(new ImageRef(name)).isEmpty()) {
            byte[] jks = keyStore(pem);
            String id = importer.run(
                    TarStream.of(Stream.of(TarStream.bytes("ca.crt", pem), TarStream.bytes("cacerts.jks", jks))));
            images.tag(id, new ImageRef(name));
        }
        return name;
    }

    private byte[] bundle() {
        var bytes = new ByteArrayOutputStream();
        for (Path file : new LinkedHashSet<>(Stream.of(HOST, extra).toList())) {
            try {
                if (Files.isReadable(file)) {
                    bytes.write(Files.readAllBytes(file));
                    bytes.write('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] keyStore(byte[] pem) {
        try {
            KeyStore store = KeyStore.getInstance(FORMAT);
            store.load(null, null);
            int number = 0;
            for (Certificate one : certificates(pem)) {
                store.setCertificateEntry("ca" + number++, one);
            }
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, "changeit".toCharArray());
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new NuaException(
                    Kind.BAD_REQUEST,
                    "The file " + extra + " of NUA_EXTRA_CA is not a bundle of certificates in PEM. Correct it.",
                    e);
        }
    }

    private static Set<Certificate> certificates(byte[] pem) throws GeneralSecurityException, IOException {
        try (InputStream in = new ByteArrayInputStream(pem)) {
            return new LinkedHashSet<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }
}
