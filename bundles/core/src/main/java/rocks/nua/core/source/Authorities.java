package rocks.nua.core.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom the platform trusts when it fetches sources, git over HTTPS among them: the same as the steps of builds do, and what comes with
 * the JDK.
 *
 * @param bundles files with certificates in PEM; one that is not there counts as empty
 */
public record Authorities(List<Path> bundles) {
    private static final Logger LOG = LoggerFactory.getLogger(Authorities.class);
    private static final Path HOST = Path.of("/etc/ssl/certs/ca-certificates.crt");

    /** The host's, and those of {@code NUA_EXTRA_CA}. */
    public static Authorities of(Path extra) {
        return new Authorities(Stream.of(HOST, extra).distinct().toList());
    }

    /** Makes them those of the whole process, since git's library asks for these. */
    public void trust() {
        try {
            SSLContext context = context();
            SSLContext.setDefault(context);
            HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            LOG.warn(
                    "Only the JDK's authorities are trusted: a file among {} is no bundle of certificates in PEM",
                    bundles,
                    e);
        }
    }

    /** What trusts them. */
    SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate one : certificates()) {
            store.setCertificateEntry("ca" + store.size(), one);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private Collection<Certificate> certificates() throws GeneralSecurityException, IOException {
        var all = new ArrayList<Certificate>(defaults());
        for (Path bundle : bundles) {
            if (Files.isReadable(bundle)) {
                try (InputStream in = Files.newInputStream(bundle)) {
                    all.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
                }
            }
        }
        return all;
    }

    private static List<X509Certificate> defaults() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }
}
