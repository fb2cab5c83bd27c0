package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.catalogue.Catalogue;

/** What can be installed. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class PackagesResource {
    private final Catalogue catalogue;

    PackagesResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @Path("/packages")
    @Requires(Permission.VIEW)
    @Operation(summary = "The packages in whose texts all of the words are; without words, all packages")
    public List<Catalogue.Entry> search(@QueryParam("q") @DefaultValue("") String words, @Context Caller caller) {
        return catalogue.search(words, caller);
    }

    @GET
    @Path("/packages/{id}")
    @Requires(Permission.VIEW)
    @Operation(summary = "One package")
    public Catalogue.Entry get(@PathParam("id") String id, @Context Caller caller) {
        return catalogue.get(id, caller);
    }
}
