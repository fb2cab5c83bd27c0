package rocks.nua.api.source;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.LineSink;
import rocks.nua.api.app.Source;

/** Fetches from git repositories. Thread-safe. */
@ProviderType
public interface Git {
    /**
     * Checks a repository out into an empty folder, submodules included, without its {@code .git}.
     *
     * @param limitBytes of the checkout on disk
     * @return the full id of the commit
     * @throws rocks.nua.api.NuaException BAD_REQUEST for an address or ref that is not accepted, NOT_FOUND for a repository or ref that
     *     does not exist, TOO_LARGE over the limit, UNAVAILABLE when the host does not answer
     */
    String checkout(Source.Git source, Path into, long limitBytes, LineSink log);
}
