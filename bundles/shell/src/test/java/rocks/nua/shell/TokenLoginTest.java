package rocks.nua.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.Secret;
import rocks.nua.api.platform.Platform;

class TokenLoginTest {
    private final Subject subject = new Subject();

    @Test
    void anAdministratorsTokenLetsIn() throws LoginException {
        TokenLogin login = login("admin");
        assertTrue(login.login());
        login.commit();
        assertEquals(1, subject.getPrincipals(UserPrincipal.class).size());
        assertTrue(subject.getPrincipals().contains(new RolePrincipal("ssh")));
        login.logout();
        assertEquals(Set.of(), subject.getPrincipals());
    }

    @Test
    void nobodyElse() {
        assertThrows(LoginException.class, () -> login("viewer").login());
        assertThrows(LoginException.class, () -> login("karaf").login());
        assertThrows(LoginException.class, () -> login("").login());
    }

    private TokenLogin login(String password) {
        TokenLogin login = new TokenLogin();
        login.initialize(
                subject, callbacks -> answer(callbacks, password), Map.of(), Map.of(TokenRealm.PLATFORM, platform()));
        return login;
    }

    private static void answer(Callback[] callbacks, String password) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName("nua");
            } else {
                ((PasswordCallback) callback).setPassword(password.toCharArray());
            }
        }
    }

    private static Platform platform() {
        return (Platform) Proxy.newProxyInstance(
                Platform.class.getClassLoader(), new Class<?>[] {Platform.class}, (proxy, method, arguments) -> {
                    String token = ((Secret) arguments[arguments.length - 1]).reveal();
                    return switch (token) {
                        case "admin" -> Optional.of(new Caller("admin", Set.of(Permission.values())));
                        case "viewer" -> Optional.of(new Caller("viewer", Set.of(Permission.VIEW)));
                        default -> Optional.empty();
                    };
                });
    }
}
