package rocks.nua.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Locale;
import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.message.Message;
import rocks.nua.api.Caller;

/**
 * Who is logged in for one request; resources get the caller by {@code @Context}.
 *
 * @param caller who asks
 */
record Login(Caller caller) implements SecurityContext {

    /** Hands the caller to the resources. */
    static final class Context implements ContextProvider<Caller> {
        @Override
        public Caller createContext(Message message) {
            return ((Login) message.get(SecurityContext.class)).caller();
        }
    }

    @Override
    public Principal getUserPrincipal() {
        return caller::name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.permissions().stream().anyMatch(p -> p.name().equals(role.toUpperCase(Locale.ROOT)));
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
