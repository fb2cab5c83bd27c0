package rocks.nua.git.jgit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jgit.api.errors.TransportException;
import org.junit.jupiter.api.Test;
import rocks.nua.api.NuaException;

class GitFaultTest {
    @Test
    void aCertificateOfAnUnknownAuthorityIsToldAsThat() {
        var handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(new CertificateException("unable to find valid certification path"));

        NuaException told = GitFault.told(
                Address.of("https://git.example.org/shop.git"),
                new TransportException("Secure connection could not be established", handshake));

        assertEquals(NuaException.Kind.UNAVAILABLE, told.kind());
        assertEquals(
                "The git repository https://git.example.org/shop.git cannot be fetched: this machine does not trust its"
                        + " certificate. Add the authority that signed it to those of the machine (update-ca-certificates) or"
                        + " name its file in NUA_EXTRA_CA, then start Nua again.",
                told.getMessage());
    }
}
