package rocks.nua.api.catalogue;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.Caller;

/**
 * The package repositories: an address each, at which {@code index.json} lists packages and {@code index.json.sig} is its
 * Ed25519 signature. What was fetched last and found good is kept. Thread-safe.
 */
@ProviderType
public interface Repositories {
    /** Which packages are wanted. */
    enum Channel {
        /** Those that are for everybody. */
        STABLE,
        /** Also those that are tried out. */
        BETA
    }

    /**
     * A repository.
     *
     * @param name its name
     * @param address of its folder: http, https, or an absolute folder of this machine
     * @param channel what is taken from it
     * @param key SHA-256 of the key that signs it, in lower-case hex; empty: it is not signed
     * @param packages how many of its packages are listed
     * @param refreshedAt when its index was fetched and found good
     * @param message what was wrong at the last refresh, a sentence; empty: nothing
     */
    record Repository(
            String name,
            String address,
            Channel channel,
            String key,
            int packages,
            Instant refreshedAt,
            String message) {}

    /** All, by name. */
    List<Repository> list(Caller caller);

    /**
     * Adds a repository whose index is found good.
     *
     * @param name a word of lower-case letters, digits and hyphens; empty: after the address
     * @param key public Ed25519 key as PEM; empty: the repository is not signed
     * @throws rocks.nua.api.NuaException BAD_REQUEST for an address or key that is none, or where the index is not what the key signed;
     *     CONFLICT when the name is taken; UNAVAILABLE when it cannot be fetched. Nothing is added then
     */
    Repository add(String address, String name, String key, Channel channel, Caller caller);

    /**
     * Fetches the index again. Where that fails, the last good one stays.
     *
     * @throws rocks.nua.api.NuaException as {@link #add} does, and NOT_FOUND
     */
    Repository refresh(String name, Caller caller);

    /** Removes a repository; what was installed from it stays. */
    void remove(String name, Caller caller);
}
