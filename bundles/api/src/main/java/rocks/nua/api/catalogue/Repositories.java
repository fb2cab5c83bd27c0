package rocks.nua.api.catalogue;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.Caller;
import rocks.nua.api.RelativePath;

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

    /**
     * What an index says of one file.
     *
     * @param id name of the package
     * @param kind what it is
     * @param version of the packaged software; empty: not said
     * @param title short title
     * @param tagline one line
     * @param description long text
     * @param website address of the software
     * @param license of the software
     * @param tags words to find it by
     * @param channel for whom it is
     * @param archive the file's path beside the index
     * @param sha256 of the file, in lower-case hex
     */
    record Listing(
            String id,
            Catalogue.Kind kind,
            String version,
            String title,
            String tagline,
            String description,
            String website,
            String license,
            List<String> tags,
            Channel channel,
            RelativePath archive,
            String sha256) {
        /** Copies the list. */
        public Listing {
            tags = List.copyOf(tags);
        }
    }

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

    /**
     * Reads a file for whoever makes an index: an app's archive, or a plugin where the name ends in {@code .jar} or {@code .kar}.
     *
     * @param content read to its end and not closed
     * @param archive the file's path beside the index
     * @throws rocks.nua.api.NuaException BAD_REQUEST or REJECTED_BY_APP when it is neither or does not say its id, TOO_LARGE
     */
    Listing inspect(InputStream content, RelativePath archive, Channel channel, Caller caller);

    /** Removes a repository; what was installed from it stays. */
    void remove(String name, Caller caller);
}
