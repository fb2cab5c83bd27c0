package rocks.nua.api.service;

import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.Caller;
import rocks.nua.api.LineSink;

/**
 * Upgrades of backing services to another version: the data is moved to a new server, compared, and the old server's data kept until
 * somebody confirms. Permissions and faults as in {@link Services}. Thread-safe.
 */
@ProviderType
public interface Upgrades {
    /**
     * Begins an upgrade and returns at once; whatever goes wrong, the old server serves again. An interrupted one is finished or
     * undone when the platform starts again.
     *
     * @param version a version or range of versions; empty: the newest
     * @throws rocks.nua.api.NuaException CONFLICT when the service has that version or a newer one, or an earlier upgrade is not
     *     confirmed; BAD_REQUEST for a version that nobody offers
     */
    Upgrade start(ServiceName service, String version, Caller caller);

    /** The latest upgrade; NOT_FOUND when there is none or it was confirmed. */
    Upgrade get(ServiceName service, Caller caller);

    /** The log of the latest upgrade: each step as a line with its time; the last line tells how it ended. */
    void log(ServiceName service, boolean follow, LineSink to, Caller caller);

    /** Removes what is kept of the old server; CONFLICT when there is nothing to confirm. */
    void confirm(ServiceName service, Caller caller);

    /**
     * Lets the old server serve again, with the data of before the upgrade; dumps what the new one has and removes it. CONFLICT when
     * there is nothing to revert.
     */
    void revert(ServiceName service, Caller caller);
}
