package rocks.nua.core.catalogue;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import rocks.nua.api.NuaException;

/**
 * The key of whoever makes a repository.
 *
 * @param pem public Ed25519 key as PEM; empty: nobody signs
 */
record SigningKey(String pem) {
    private static final String ALGORITHM = "Ed25519";

    /** @throws NuaException BAD_REQUEST when the text is no such key */
    SigningKey {
        pem = pem.strip();
        if (!pem.isEmpty()) {
            key(pem);
        }
    }

    boolean signs() {
        return !pem.isEmpty();
    }

    /** SHA-256 of the key; empty where nobody signs. */
    String fingerprint() {
        try {
            return signs()
                    ? HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(key(pem).getEncoded()))
                    : "";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this key has signed the bytes; the signature is its 64 bytes, or these in Base64. */
    boolean signed(byte[] bytes, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key(pem));
            check.update(bytes);
            return check.verify(
                    signature.length == 64 ? signature : Base64.getMimeDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey key(String pem) {
        String body = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST,
                    "The key is no public Ed25519 key in PEM: make one with openssl genpkey -algorithm ed25519, then openssl pkey -pubout.",
                    e);
        }
    }
}
