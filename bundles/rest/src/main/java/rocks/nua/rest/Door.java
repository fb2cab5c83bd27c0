package rocks.nua.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.Caller;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.platform.Platform;

/** Lets through who shows a token that has the permission. */
@Priority(Priorities.AUTHENTICATION)
final class Door implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S{1,512})", Pattern.CASE_INSENSITIVE);

    private final Platform platform;
    private final Caller.Permission permission;

    Door(Platform platform, Caller.Permission permission) {
        this.platform = platform;
        this.permission = permission;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = token(request)
                .flatMap(platform::authenticate)
                .orElseThrow(
                        () -> new NuaException(
                                NuaException.Kind.UNAUTHENTICATED,
                                "This needs a login: send the header 'Authorization: Bearer TOKEN' with a token of this platform."));
        caller.require(permission);
        request.setSecurityContext(new Login(caller));
    }

    private static Optional<Secret> token(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = BEARER.matcher(header);
        return matcher.matches() ? Optional.of(new Secret(matcher.group(1))) : Optional.empty();
    }
}
