package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Caller;
import rocks.nua.api.Secret;
import rocks.nua.api.login.Authenticator;

/** What every authenticator must keep. */
public abstract class AuthenticatorContract {
    /** The authenticator under test. */
    protected abstract Authenticator authenticator();

    /** A user it knows; empty where it knows tokens only. */
    protected abstract String user();

    /** What that user shows. */
    protected abstract Secret secret();

    @Test
    void knowsWhoItShouldKnow() {
        Optional<Caller> caller = authenticator().authenticate(user(), secret());
        assertFalse(caller.isEmpty(), "it does not know its own user");
        assertFalse(caller.orElseThrow().name().isBlank(), "a caller without a name");
    }

    @Test
    void knowsNobodyElse() {
        for (String wrong : List.of("", " ", "x", secret().reveal() + "x", "' OR ''='", "*")) {
            assertEquals(
                    Optional.empty(), authenticator().authenticate(user(), new Secret(wrong)), "let in with " + wrong);
        }
    }
}
