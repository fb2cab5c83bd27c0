package rocks.nua.api.platform;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.Caller;

/** What the platform keeps on the engine for all apps together. Calls check the caller's permission first. Thread-safe. */
@ProviderType
public interface Housekeeping {
    /**
     * A base image, on which apps are built.
     *
     * @param name of the image
     * @param digest of its files; empty: it is made by the first build that needs it
     * @param origin where its packages come from: an archive, a snapshot of one, or a registry
     * @param sizeBytes its size; 0 when it is not here
     * @param apps whose current release stands on it, by name
     * @param outdated apps whose current release stands on an older one: deploy them again
     * @param services backing services whose server stands on an older one: renew them
     */
    record BaseImage(
            String name,
            String digest,
            String origin,
            long sizeBytes,
            List<String> apps,
            List<String> outdated,
            List<String> services) {
        /** Copies the lists. */
        public BaseImage {
            apps = List.copyOf(apps);
            outdated = List.copyOf(outdated);
            services = List.copyOf(services);
        }
    }

    /** The base images, whether or not they are here, the newest Debian first. */
    List<BaseImage> bases(Caller caller);

    /**
     * Makes the base images anew that are here, or the newest Debian's where none is; takes a minute each, until they are there. The
     * router is renewed where its own is older.
     *
     * @throws rocks.nua.api.NuaException UNAVAILABLE when an archive or registry does not answer; the old image stays
     */
    List<BaseImage> refreshBases(Caller caller);

    /**
     * What was removed.
     *
     * @param images images of apps that no release needs
     * @param bytes freed from caches of builds and images without a name
     */
    record Pruned(int images, long bytes) {}

    /** Removes what the policy of the settings does not keep, as the platform does by itself each day. */
    Pruned prune(Caller caller);
}
