package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.platform.Platform;

/** The platform itself. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class PlatformResource {
    private final Platform platform;

    PlatformResource(Platform platform) {
        this.platform = platform;
    }

    @GET
    @Path("/health")
    @Produces(Media.TEXT)
    @Public
    @SecurityRequirements
    @Operation(summary = "One word: ready with status 200; starting or degraded with 503")
    public Response health() {
        String health = platform.health();
        return Response.status(health.equals("ready") ? 200 : 503)
                .type(Media.TEXT)
                .entity(health + "\n")
                .build();
    }

    @GET
    @Path("/status")
    @Requires(Permission.VIEW)
    @Operation(summary = "One screen of health")
    public Platform.Status status(@Context Caller caller) {
        return platform.status(caller);
    }

    @GET
    @Path("/doctor")
    @Requires(Permission.VIEW)
    @Operation(summary = "Checks of everything the platform needs, with what to do")
    public List<Platform.Check> doctor(@Context Caller caller) {
        return platform.doctor(caller);
    }

    @GET
    @Path("/builders")
    @Requires(Permission.VIEW)
    @Operation(summary = "The builders in the order in which they are asked")
    public List<Platform.BuilderInfo> builders(@Context Caller caller) {
        return platform.builders(caller);
    }
}
