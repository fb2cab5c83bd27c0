package rocks.nua.core.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.Caller;
import rocks.nua.api.Secret;
import rocks.nua.api.platform.Token;
import rocks.nua.api.store.Store;

/** Bearer tokens: 256 random bits, of which the store keeps the digest only. */
final class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final String ADMINISTRATOR = "admin";

    private final Store store;

    Tokens(Store store) {
        this.store = store;
    }

    /** Makes the administrator's token where there is none yet and writes it where only its owner can read it. */
    void ensureAdministrator(Path file) {
        if (store.tokens().stream().anyMatch(token -> token.name().equals(ADMINISTRATOR))) {
            return;
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String token = "nua_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        write(file, token);
        store.save(new Token(ADMINISTRATOR, digest(token), Set.of(Caller.Permission.values()), Instant.now()));
        LOG.info("Made the administrator's token; it is in {}", file);
    }

    /** Looks the digest up, so that the time it takes tells nothing about the token. */
    Optional<Caller> authenticate(Secret token) {
        return store.findToken(digest(token.reveal())).map(found -> new Caller(found.name(), found.permissions()));
    }

    private static void write(Path file, String token) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path temporary = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "token",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, token + "\n");
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The administrator's token cannot be written to " + file, e);
        }
    }

    private static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
