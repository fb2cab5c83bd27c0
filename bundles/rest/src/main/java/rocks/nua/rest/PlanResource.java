package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.PlanReport;
import rocks.nua.api.app.Source;

/** What a deploy would do. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class PlanResource {
    private final Deployments deployments;

    PlanResource(Deployments deployments) {
        this.deployments = deployments;
    }

    @POST
    @Path("/plan")
    @Consumes({Media.TAR, Media.GZIP})
    @Requires(Permission.VIEW)
    @Operation(summary = "The plan for a source folder, sent as tar or tar.gz; changes nothing")
    public PlanReport plan(
            @QueryParam("app") @DefaultValue("app") AppName app, InputStream archive, @Context Caller caller) {
        return deployments.plan(app, new Source.Upload(archive), caller);
    }

    @POST
    @Path("/plan/manifest")
    @Consumes({Media.TAR, Media.GZIP})
    @Produces(Media.TEXT)
    @Requires(Permission.VIEW)
    @Operation(summary = "The plan for a source folder without a manifest, as a nua-config.toml; changes nothing")
    public String manifest(InputStream archive, @Context Caller caller) {
        return deployments.manifest(new Source.Upload(archive), caller);
    }
}
