package rocks.nua.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import rocks.nua.api.NuaException;

/**
 * Seals texts with AES-256-GCM for one place (table, row and column) so that a sealed text opens nowhere else. Layout: key id (4
 * bytes), nonce (12), ciphertext, tag (16).
 */
final class Vault {
    private static final int ID = 4;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final byte[] keyId;

    /** A vault with that key of 32 bytes. */
    Vault(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.keyId = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), ID);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text, sealed for that place. */
    byte[] seal(String place, String text) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, 0, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(ID + NONCE + sealed.length)
                    .put(keyId)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text sealed for that place. */
    String open(String place, byte[] sealed) {
        if (sealed.length < ID + NONCE || !Arrays.equals(keyId, 0, ID, sealed, 0, ID)) {
            throw new NuaException(
                    NuaException.Kind.UNAVAILABLE,
                    "The secret of " + place
                            + " was sealed with another key. Put the secret.key of this database back.");
        }
        try {
            int start = ID + NONCE;
            byte[] text = cipher(Cipher.DECRYPT_MODE, sealed, ID, place).doFinal(sealed, start, sealed.length - start);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw NuaException.unavailable(
                    "The secret of " + place
                            + " is damaged or was moved from elsewhere. Set it again or restore a backup.",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int offset, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
