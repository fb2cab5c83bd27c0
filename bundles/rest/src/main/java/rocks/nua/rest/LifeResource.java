package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.Apps;

/** Start, stop and scale. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class LifeResource {
    private final Apps apps;

    LifeResource(Apps apps) {
        this.apps = apps;
    }

    @POST
    @Path("/apps/{app}/start")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Runs the current release; answers when it is healthy and routed")
    public AppStatus start(@PathParam("app") AppName app, @Context Caller caller) {
        return apps.start(app, caller);
    }

    @POST
    @Path("/apps/{app}/stop")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Takes the app off the router and stops its containers")
    public AppStatus stop(@PathParam("app") AppName app, @Context Caller caller) {
        return apps.stop(app, caller);
    }

    @POST
    @Path("/apps/{app}/restart")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Replaces the containers by new ones of the same release without losing a request")
    public AppStatus restart(@PathParam("app") AppName app, @Context Caller caller) {
        return apps.restart(app, caller);
    }

    @POST
    @Path("/apps/{app}/scale")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Sets the number of containers by process name")
    public AppStatus scale(@PathParam("app") AppName app, Map<String, Integer> containers, @Context Caller caller) {
        return apps.scale(app, Bodies.withoutNulls(containers), caller);
    }
}
