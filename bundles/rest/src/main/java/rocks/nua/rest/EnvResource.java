package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.app.Apps;

/** The variables that the owner of an app sets. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class EnvResource {
    private final Apps apps;

    EnvResource(Apps apps) {
        this.apps = apps;
    }

    @GET
    @Path("/apps/{app}/env")
    @Requires(Permission.VIEW)
    @Operation(summary = "The variables; what looks secret is masked unless 'reveal' is asked for, which needs OPERATE")
    public Env get(
            @PathParam("app") AppName app,
            @QueryParam("reveal") @DefaultValue("false") boolean reveal,
            @Context Caller caller) {
        if (reveal) {
            caller.require(Permission.OPERATE);
            return Env.revealed(apps.env(app, caller));
        }
        return Env.masked(apps.env(app, caller));
    }

    @GET
    @Path("/apps/{app}/build-secrets")
    @Requires(Permission.OPERATE)
    @Operation(summary = "The names of the secrets that the app's builds get, each with *** for its value")
    public Env buildSecrets(@PathParam("app") AppName app, @Context Caller caller) {
        return Env.hidden(apps.buildSecrets(app, caller));
    }

    @PATCH
    @Path("/apps/{app}/build-secrets")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Sets secrets of the app's builds and unsets those that are null; the next build has them")
    public Env changeBuildSecrets(@PathParam("app") AppName app, Map<String, String> secrets, @Context Caller caller) {
        EnvChange change = EnvChange.of(secrets);
        apps.changeBuildSecrets(app, change.set(), change.unset(), caller);
        return Env.hidden(apps.buildSecrets(app, caller));
    }

    @PATCH
    @Path("/apps/{app}/env")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Sets variables, unsets those that are null, and deploys the current release with them")
    public Response change(@PathParam("app") AppName app, Map<String, String> variables, @Context Caller caller) {
        EnvChange change = EnvChange.of(variables);
        return apps.changeEnv(app, change.set(), change.unset(), caller).stream()
                .findFirst()
                .map(Ticket::accepted)
                .orElseGet(() -> Response.ok(Env.masked(apps.env(app, caller))).build());
    }
}
