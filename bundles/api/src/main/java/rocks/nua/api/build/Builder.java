package rocks.nua.api.build;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows one way to turn source into an image. A service with {@link rocks.nua.api.Plugin}; the platform calls it, with a
 * time limit; nobody else does. It only reads the tree and returns data. Must be thread-safe.
 */
@ConsumerType
public interface Builder {
    /**
     * The plan for this source, or empty when the source is not of this builder's kind.
     *
     * @throws rocks.nua.api.NuaException REJECTED_BY_APP when it is of this kind but cannot work, with a sentence that tells the app's
     *     author what to change
     */
    Optional<BuildPlan> plan(SourceTree source);
}
