package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.Source;

/** The deployments of an app. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class DeploymentsResource {
    private final Deployments deployments;

    DeploymentsResource(Deployments deployments) {
        this.deployments = deployments;
    }

    @POST
    @Path("/apps/{app}/deployments")
    @Consumes({Media.TAR, Media.GZIP})
    @Requires(Permission.OPERATE)
    @Operation(summary = "Deploys a source folder, sent as tar or tar.gz")
    public Response upload(
            @PathParam("app") AppName app,
            InputStream archive,
            @HeaderParam("Nua-Env") List<String> env,
            @QueryParam("domain") List<String> domains,
            @Context Caller caller) {
        var options = new Deployments.Options(DeployOrder.variables(env), DeployOrder.names(domains));
        return Ticket.accepted(deployments.start(app, new Source.Upload(archive), options, caller));
    }

    @POST
    @Path("/apps/{app}/deployments")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Deploys a git repository, an image, a package or an earlier release")
    public Response order(@PathParam("app") AppName app, DeployOrder order, @Context Caller caller) {
        DeployOrder wish = Bodies.present(order);
        return Ticket.accepted(deployments.start(app, wish.source(), wish.options(), caller));
    }

    @GET
    @Path("/apps/{app}/deployments")
    @Requires(Permission.VIEW)
    @Operation(summary = "The deployments, newest first")
    public List<Deployment> list(@PathParam("app") AppName app, @Context Caller caller) {
        return deployments.list(app, caller);
    }

    @GET
    @Path("/apps/{app}/deployments/{id : [0-9]{1,18}}")
    @Requires(Permission.VIEW)
    @Operation(summary = "One deployment with its steps and their times")
    public Deployment get(@PathParam("app") AppName app, @PathParam("id") long id, @Context Caller caller) {
        return deployments.get(app, id, caller);
    }
}
