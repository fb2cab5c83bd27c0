package rocks.nua.router.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import rocks.nua.api.Domain;
import rocks.nua.api.NuaException;

final class CertificateTest {
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n";
    private static final String CHAIN = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    @Test
    void isFoundInWhatOpensslPrints() {
        Certificate certificate = Certificate.parse("..+++\n" + KEY + "-----\n" + CHAIN);
        assertEquals(KEY, certificate.key());
        assertEquals(CHAIN, certificate.chain());
    }

    @Test
    void failsWithTheWordsOfOpenssl() {
        var e = assertThrows(NuaException.class, () -> Certificate.parse("unknown option -noenc"));
        assertTrue(e.getMessage().contains("unknown option -noenc"), e.getMessage());
    }

    @Test
    void isForTheDomainAndAllBelowIt() {
        assertTrue(Certificate.selfSigned(new Domain("example.org"))
                .contains("subjectAltName=DNS:example.org,DNS:*.example.org"));
    }
}
