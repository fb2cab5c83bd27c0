package rocks.nua.shell;

import java.io.IOException;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.Secret;
import rocks.nua.api.platform.Platform;

/** A login by token. JAAS makes one for each try. */
@SuppressWarnings("NullAway.Init")
public final class TokenLogin implements LoginModule {
    private static final List<String> ROLES = List.of("ssh", "admin", "manager", "viewer", "systembundles");

    private final Set<Principal> principals = new HashSet<>();
    private Subject subject;
    private CallbackHandler handler;
    private Platform platform;

    @Override
    public void initialize(Subject who, CallbackHandler asking, Map<String, ?> shared, Map<String, ?> options) {
        subject = who;
        handler = asking;
        platform = (Platform) Objects.requireNonNull(options.get(TokenRealm.PLATFORM));
    }

    @Override
    public boolean login() throws LoginException {
        Caller caller = platform.authenticate(user(), token())
                .filter(known -> known.permissions().contains(Permission.ADMINISTER))
                .orElseThrow(() ->
                        new FailedLoginException("This is neither the token nor the password of an administrator."));
        principals.add(new UserPrincipal(caller.name()));
        ROLES.forEach(role -> principals.add(new RolePrincipal(role)));
        return true;
    }

    @Override
    public boolean commit() {
        subject.getPrincipals().addAll(principals);
        return true;
    }

    @Override
    public boolean abort() {
        principals.clear();
        return true;
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(principals);
        principals.clear();
        return true;
    }

    private String user() throws LoginException {
        NameCallback name = new NameCallback("User: ");
        try {
            handler.handle(new Callback[] {name});
        } catch (IOException | UnsupportedCallbackException e) {
            throw (LoginException) new FailedLoginException("A user name is needed.").initCause(e);
        }
        return Objects.requireNonNullElse(name.getName(), "");
    }

    private Secret token() throws LoginException {
        PasswordCallback password = new PasswordCallback("Token: ", false);
        try {
            handler.handle(new Callback[] {password});
        } catch (IOException | UnsupportedCallbackException e) {
            throw (LoginException) new FailedLoginException("A token is needed as password.").initCause(e);
        }
        char[] typed = password.getPassword();
        if (Objects.isNull(typed)) {
            throw new FailedLoginException("A token is needed as password.");
        }
        return new Secret(new String(typed));
    }
}
