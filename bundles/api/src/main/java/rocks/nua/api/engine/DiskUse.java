package rocks.nua.api.engine;

/**
 * What the engine keeps on its disk.
 *
 * @param imagesBytes layers of images, those that several share once
 * @param volumesBytes content of volumes
 * @param cacheBytes caches of builds
 * @param staleBytes of the caches, those that no build has used for as long as was asked, or that are beyond the size that was asked
 */
public record DiskUse(long imagesBytes, long volumesBytes, long cacheBytes, long staleBytes) {}
