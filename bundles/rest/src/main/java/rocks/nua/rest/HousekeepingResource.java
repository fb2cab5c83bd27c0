package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.platform.Housekeeping;

/** What the platform keeps for all apps together. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class HousekeepingResource {
    private final Housekeeping housekeeping;

    HousekeepingResource(Housekeeping housekeeping) {
        this.housekeeping = housekeeping;
    }

    @GET
    @Path("/bases")
    @Requires(Permission.VIEW)
    @Operation(summary = "The base images, with the apps that stand on them and those that stand on an older one")
    public List<Housekeeping.BaseImage> bases(@Context Caller caller) {
        return housekeeping.bases(caller);
    }

    @POST
    @Path("/bases/refresh")
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Makes the base images anew and answers when they are there, a minute each")
    public List<Housekeeping.BaseImage> refresh(@Context Caller caller) {
        return housekeeping.refreshBases(caller);
    }

    @POST
    @Path("/prune")
    @Requires(Permission.ADMINISTER)
    @Operation(
            summary =
                    "Removes images that no release needs and caches that no build used for long, as happens each day")
    public Housekeeping.Pruned prune(@Context Caller caller) {
        return housekeeping.prune(caller);
    }
}
