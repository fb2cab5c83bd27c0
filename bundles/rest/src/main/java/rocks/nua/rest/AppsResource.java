package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.Apps;

/** Apps as a whole. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
@Consumes(Media.JSON)
public final class AppsResource {
    private final Apps apps;

    AppsResource(Apps apps) {
        this.apps = apps;
    }

    /** A wish for an app. */
    record NewApp(String name) {
        NewApp {
            name = Objects.requireNonNullElse(name, "");
        }
    }

    /**
     * What to change of an app; what is absent stays as it is.
     *
     * @param running null: as it is
     */
    record Change(Boolean running, Map<String, Integer> scale, Map<String, String> env) {
        Change {
            scale = Objects.requireNonNullElse(scale, Map.of());
            env = Objects.requireNonNullElse(env, Map.of());
        }
    }

    @GET
    @Path("/apps")
    @Requires(Permission.VIEW)
    @Operation(summary = "All apps, sorted by name")
    public List<AppStatus> list(@Context Caller caller) {
        return apps.list(caller);
    }

    @POST
    @Path("/apps")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Makes an app without a release; a first deployment does this by itself")
    public Response create(NewApp app, @Context Caller caller) {
        AppStatus made = apps.create(new AppName(Bodies.present(app).name()), caller);
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/apps/" + made.name())
                .entity(made)
                .build();
    }

    @GET
    @Path("/apps/{app}")
    @Requires(Permission.VIEW)
    @Operation(summary = "One app")
    public AppStatus get(@PathParam("app") AppName app, @Context Caller caller) {
        return apps.get(app, caller);
    }

    @PATCH
    @Path("/apps/{app}")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Changes the environment, the scale or whether the app runs, in this order")
    public AppStatus change(@PathParam("app") AppName app, Change change, @Context Caller caller) {
        Bodies.present(change);
        if (!change.env().isEmpty()) {
            EnvChange env = EnvChange.of(change.env());
            apps.changeEnv(app, env.set(), env.unset(), caller);
        }
        if (!change.scale().isEmpty()) {
            apps.scale(app, Bodies.withoutNulls(change.scale()), caller);
        }
        if (Objects.isNull(change.running())) {
            return apps.get(app, caller);
        }
        return change.running() ? apps.start(app, caller) : apps.stop(app, caller);
    }

    @DELETE
    @Path("/apps/{app}")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Removes the app with everything that is its own")
    public void destroy(@PathParam("app") AppName app, @Context Caller caller) {
        apps.destroy(app, caller);
    }
}
