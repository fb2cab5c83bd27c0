package rocks.nua.api.login;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import rocks.nua.api.Caller;
import rocks.nua.api.Secret;

/**
 * Knows callers that the platform does not know. A service with {@link rocks.nua.api.Plugin}; the platform asks it, with a time
 * limit of 5 s, about whatever is no token of the platform itself. Must be thread-safe.
 */
@ConsumerType
public interface Authenticator {
    /**
     * Who shows this, and what they may do; the audit names them {@code PLUGIN:NAME}. Empty: not known here.
     *
     * @param user the name that was given, as in the shell and by git; empty: none, as with a bearer token
     * @param secret password or token
     * @throws rocks.nua.api.NuaException UNAVAILABLE where it cannot tell now; nobody is let in then
     */
    Optional<Caller> authenticate(String user, Secret secret);
}
