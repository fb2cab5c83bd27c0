package rocks.nua.core.platform;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.Caller;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.login.Authenticator;
import rocks.nua.core.plugin.Contribution;
import rocks.nua.core.plugin.Plugins;

/** Finds out who somebody is: by a token of the platform, else by the authenticators in their order. Thread-safe. */
final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    private final Tokens tokens;
    private final Plugins plugins;

    Logins(Tokens tokens, Plugins plugins) {
        this.tokens = tokens;
        this.plugins = plugins;
    }

    Optional<Caller> authenticate(String user, Secret secret) {
        return tokens.authenticate(secret).or(() -> plugins.authenticators().stream()
                .map(one -> ask(one, user, secret))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private static Optional<Caller> ask(Contribution<Authenticator> one, String user, Secret secret) {
        try {
            return one.service()
                    .authenticate(user, secret)
                    .map(known -> new Caller(one.name() + ":" + known.name(), known.permissions()));
        } catch (NuaException e) {
            LOG.warn("Authenticator '{}' could not tell who asks: {}", one.name(), e.getMessage());
            return Optional.empty();
        }
    }
}
