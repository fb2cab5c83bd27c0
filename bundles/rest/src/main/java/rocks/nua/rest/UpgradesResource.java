package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Objects;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.service.Upgrades;

/** The upgrade of a backing service. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class UpgradesResource {
    private final Upgrades upgrades;
    private final Streams streams;

    UpgradesResource(Upgrades upgrades, Streams streams) {
        this.upgrades = upgrades;
        this.streams = streams;
    }

    /** To which version; none: the newest. */
    record NewUpgrade(String version) {
        NewUpgrade {
            version = Objects.requireNonNullElse(version, "");
        }
    }

    @POST
    @Path("/services/{service}/upgrade")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Begins to move the data to a server of another version; follow it by its log")
    public Response start(@PathParam("service") ServiceName service, NewUpgrade wish, @Context Caller caller) {
        return Response.accepted(upgrades.start(service, Bodies.present(wish).version(), caller))
                .header("Location", "/api/v1/services/" + service + "/upgrade")
                .build();
    }

    @GET
    @Path("/services/{service}/upgrade")
    @Requires(Permission.VIEW)
    @Operation(summary = "The latest upgrade, until it is confirmed")
    public Upgrade get(@PathParam("service") ServiceName service, @Context Caller caller) {
        return upgrades.get(service, caller);
    }

    @GET
    @Path("/services/{service}/upgrade/log")
    @Produces(Media.TEXT)
    @Requires(Permission.VIEW)
    @Operation(summary = "The log of the latest upgrade: its steps with their times, how it ended")
    public StreamingOutput log(
            @PathParam("service") ServiceName service,
            @QueryParam("follow") @DefaultValue("false") boolean follow,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        upgrades.get(service, caller);
        return streams.text(request, to -> upgrades.log(service, follow, to, caller));
    }

    @POST
    @Path("/services/{service}/upgrade/confirm")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Removes the old server's data")
    public void confirm(@PathParam("service") ServiceName service, @Context Caller caller) {
        upgrades.confirm(service, caller);
    }

    @POST
    @Path("/services/{service}/upgrade/revert")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Lets the old server serve again; what the new one has is dumped")
    public void revert(@PathParam("service") ServiceName service, @Context Caller caller) {
        upgrades.revert(service, caller);
    }
}
