package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployments;

/** What an app and its deployments print. */
@Path("/")
public final class LogsResource {
    private final Apps apps;
    private final Deployments deployments;
    private final Json json;
    private final Streams streams;

    LogsResource(Apps apps, Deployments deployments, Json json, Streams streams) {
        this.apps = apps;
        this.deployments = deployments;
        this.json = json;
        this.streams = streams;
    }

    @GET
    @Path("/apps/{app}/logs")
    @Produces(Media.TEXT)
    @Requires(Permission.VIEW)
    @Operation(summary = "The output of the app, those of earlier deployments included")
    public StreamingOutput lines(
            @PathParam("app") AppName app,
            @QueryParam("since") @DefaultValue("") Since since,
            @QueryParam("follow") @DefaultValue("false") boolean follow,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        return streams.text(request, to -> apps.logs(app, since.from(), follow, to, caller));
    }

    @GET
    @Path("/apps/{app}/logs")
    @Produces(Media.EVENTS)
    @Requires(Permission.VIEW)
    @Operation(summary = "The same as server-sent events")
    public StreamingOutput events(
            @PathParam("app") AppName app,
            @QueryParam("since") @DefaultValue("") Since since,
            @QueryParam("follow") @DefaultValue("true") boolean follow,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        return streams.events(request, to -> apps.logs(app, since.from(), follow, to, caller));
    }

    @GET
    @Path("/apps/{app}/deployments/{id : [0-9]{1,18}}/log")
    @Produces(Media.TEXT)
    @Requires(Permission.VIEW)
    @Operation(summary = "The log of a deployment")
    public StreamingOutput deploymentLines(
            @PathParam("app") AppName app,
            @PathParam("id") long id,
            @QueryParam("follow") @DefaultValue("false") boolean follow,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        return streams.text(request, to -> deployments.log(app, id, follow, to, caller));
    }

    @GET
    @Path("/apps/{app}/deployments/{id : [0-9]{1,18}}/log")
    @Produces(Media.EVENTS)
    @Requires(Permission.VIEW)
    @Operation(summary = "The same as server-sent events; the last, 'end', has the deployment as it ended")
    public StreamingOutput deploymentEvents(
            @PathParam("app") AppName app,
            @PathParam("id") long id,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        return streams.events(request, to -> {
            deployments.log(app, id, true, to, caller);
            to.event("end", json.write(deployments.get(app, id, caller)));
        });
    }
}
