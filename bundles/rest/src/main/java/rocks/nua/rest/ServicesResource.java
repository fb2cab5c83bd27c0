package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;

/** The backing services. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class ServicesResource {
    private final Services services;

    ServicesResource(Services services) {
        this.services = services;
    }

    /** A wish for a service; no version: the newest. */
    record NewService(String name, String type, String version) {
        NewService {
            name = Objects.requireNonNullElse(name, "");
            type = Objects.requireNonNullElse(type, "");
            version = Objects.requireNonNullElse(version, "");
        }
    }

    /** Whose data. */
    record NewDump(String app) {
        NewDump {
            app = Objects.requireNonNullElse(app, "");
        }
    }

    @GET
    @Path("/offers")
    @Requires(Permission.VIEW)
    @Operation(summary = "The kinds of backing services that can be created")
    public List<Services.Offer> offers(@Context Caller caller) {
        return services.offers(caller);
    }

    @GET
    @Path("/services")
    @Requires(Permission.VIEW)
    @Operation(summary = "The backing services")
    public List<Services.Status> list(@Context Caller caller) {
        return services.list(caller);
    }

    @POST
    @Path("/services")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Makes a backing service and answers when it takes connections")
    public Response create(NewService wish, @Context Caller caller) {
        NewService asked = Bodies.present(wish);
        return Response.status(Response.Status.CREATED)
                .entity(services.create(new ServiceName(asked.name()), asked.type(), asked.version(), caller))
                .build();
    }

    @GET
    @Path("/services/{service}")
    @Requires(Permission.VIEW)
    @Operation(summary = "One backing service")
    public Services.Status get(@PathParam("service") ServiceName service, @Context Caller caller) {
        return services.get(service, caller);
    }

    @DELETE
    @Path("/services/{service}")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Removes a backing service that no app is linked to; its dumps stay")
    public void destroy(@PathParam("service") ServiceName service, @Context Caller caller) {
        services.destroy(service, caller);
    }

    @PUT
    @Path("/services/{service}/links/{app}")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Gives an app its own part of the service")
    public Response link(
            @PathParam("service") ServiceName service, @PathParam("app") AppName app, @Context Caller caller) {
        return begun(service, services.link(service, app, caller), caller);
    }

    @DELETE
    @Path("/services/{service}/links/{app}")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Takes an app's access away and keeps its data")
    public Response unlink(
            @PathParam("service") ServiceName service, @PathParam("app") AppName app, @Context Caller caller) {
        return begun(service, services.unlink(service, app, caller), caller);
    }

    @GET
    @Path("/services/{service}/dumps")
    @Requires(Permission.VIEW)
    @Operation(summary = "The dumps, newest first")
    public List<Services.Dump> dumps(@PathParam("service") ServiceName service, @Context Caller caller) {
        return services.dumps(service, caller);
    }

    @POST
    @Path("/services/{service}/dumps")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Dumps what an app has in the service")
    public Response dump(@PathParam("service") ServiceName service, NewDump wish, @Context Caller caller) {
        return Response.status(Response.Status.CREATED)
                .entity(services.dump(service, new AppName(Bodies.present(wish).app()), caller))
                .build();
    }

    @POST
    @Path("/services/{service}/dumps/{dump}/restore")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Puts a dump back in place of what its app has in the service")
    public void restore(
            @PathParam("service") ServiceName service, @PathParam("dump") String dump, @Context Caller caller) {
        services.restore(service, dump, caller);
    }

    private Response begun(ServiceName service, List<Deployment> begun, Caller caller) {
        return begun.stream().findFirst().map(Ticket::accepted).orElseGet(() -> Response.ok(
                        services.get(service, caller))
                .build());
    }
}
