package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Source;

/** The releases of an app and the way back to them. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class ReleasesResource {
    private final Apps apps;
    private final Deployments deployments;

    ReleasesResource(Apps apps, Deployments deployments) {
        this.apps = apps;
        this.deployments = deployments;
    }

    /**
     * Where to go back to.
     *
     * @param release its number; 0 or absent: the one before the current
     */
    record Rollback(int release) {}

    @GET
    @Path("/apps/{app}/releases")
    @Requires(Permission.VIEW)
    @Operation(summary = "The releases, newest first")
    public List<Release> list(@PathParam("app") AppName app, @Context Caller caller) {
        return apps.releases(app, caller);
    }

    @GET
    @Path("/apps/{app}/releases/{number : [0-9]{1,9}}/sbom")
    @Produces({Media.CYCLONEDX, Media.JSON, Media.TEXT})
    @Requires(Permission.VIEW)
    @Operation(summary = "The packages in the image of a release, 0: the current one; CycloneDX 1.6")
    public String sbom(@PathParam("app") AppName app, @PathParam("number") int release, @Context Caller caller) {
        return apps.sbom(app, release, caller);
    }

    @POST
    @Path("/apps/{app}/rollback")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Deploys an earlier release")
    public Response rollback(@PathParam("app") AppName app, Rollback to, @Context Caller caller) {
        var source = new Source.Earlier(Bodies.present(to).release());
        return Ticket.accepted(deployments.start(app, source, Deployments.Options.NONE, caller));
    }
}
