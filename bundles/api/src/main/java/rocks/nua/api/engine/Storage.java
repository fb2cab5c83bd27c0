package rocks.nua.api.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.LineSink;
import rocks.nua.api.build.BuildPlan.Base;

/**
 * What the engine keeps for all apps together. Calls throw {@link rocks.nua.api.NuaException}: UNAVAILABLE when the engine does not
 * answer or its disk is full. Thread-safe.
 */
@ProviderType
public interface Storage {
    /** The name of the base image, whether or not it is here. */
    String baseName(Base base);

    /** The base image on which recipes are built now; empty: it is made by the first build that needs it. */
    Optional<Image> findBase(Base base);

    /**
     * Makes the base image anew; the same archive gives the same image. What stands on the old one keeps it until it is built again.
     *
     * @throws rocks.nua.api.NuaException UNAVAILABLE when the archive or registry does not answer; the old one stays
     */
    Image refreshBase(Base base, LineSink log);

    /**
     * Sets the limits of build steps as each build does, and tells them.
     *
     * @throws rocks.nua.api.NuaException UNAVAILABLE when this machine does not let us
     */
    String limitBuilds();

    /**
     * What is on the engine's disk, all platforms and other users of the engine included.
     *
     * @param unused how long a cache was in no build to be stale
     * @param most bytes of caches beyond which the rest is stale, what was not used for the longest time first
     */
    DiskUse diskUse(Duration unused, long most);

    /** Removes stale caches of builds, and images with these labels that have no name; returns the bytes that this freed. */
    long prune(Duration unused, long most, Map<String, String> labels);
}
