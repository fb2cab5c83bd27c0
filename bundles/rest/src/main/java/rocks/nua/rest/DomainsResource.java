package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.Domain;
import rocks.nua.api.app.Apps;

/** The domains of an app. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class DomainsResource {
    private final Apps apps;

    DomainsResource(Apps apps) {
        this.apps = apps;
    }

    /** A wish for a domain. */
    record NewDomain(String domain) {
        NewDomain {
            domain = Objects.requireNonNullElse(domain, "");
        }
    }

    @GET
    @Path("/apps/{app}/domains")
    @Requires(Permission.VIEW)
    @Operation(summary = "The domains, the default one first")
    public List<Domain> list(@PathParam("app") AppName app, @Context Caller caller) {
        return apps.domains(app, caller);
    }

    @POST
    @Path("/apps/{app}/domains")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Routes one more domain to the app")
    public Response add(@PathParam("app") AppName app, NewDomain wish, @Context Caller caller) {
        apps.addDomain(app, new Domain(Bodies.present(wish).domain()), caller);
        return Response.status(Response.Status.CREATED)
                .entity(new GenericEntity<List<Domain>>(apps.domains(app, caller)) {})
                .build();
    }

    @DELETE
    @Path("/apps/{app}/domains/{domain}")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Stops routing a domain to the app")
    public void remove(@PathParam("app") AppName app, @PathParam("domain") Domain domain, @Context Caller caller) {
        apps.removeDomain(app, domain, caller);
    }
}
