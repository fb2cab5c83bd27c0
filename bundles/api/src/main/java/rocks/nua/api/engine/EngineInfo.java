package rocks.nua.api.engine;

/**
 * The engine behind the platform.
 *
 * @param name such as {@code docker}
 * @param version its version
 * @param diskFreeBytes free space where it keeps images and volumes; -1: not known
 * @param diskTotalBytes size of that disk; -1: not known
 */
public record EngineInfo(String name, String version, long diskFreeBytes, long diskTotalBytes) {}
