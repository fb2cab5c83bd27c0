package rocks.nua.api.platform;

import java.time.Instant;
import java.util.Set;
import rocks.nua.api.Caller;

/**
 * A bearer token; only its digest is kept.
 *
 * @param name for people and the audit; unique
 * @param digest SHA-256 of the token in lower-case hex
 * @param permissions what its holder may do
 * @param createdAt when it was made
 */
public record Token(String name, String digest, Set<Caller.Permission> permissions, Instant createdAt) {
    /** Copies the set. */
    public Token {
        permissions = Set.copyOf(permissions);
    }
}
