package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
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

    /** A name for a copy. */
    record NewCopy(String name) {
        NewCopy {
            name = Objects.requireNonNullElse(name, "");
        }
    }

    /** A port; 0 or none: any. */
    record Exposure(int port) {}

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

    @POST
    @Path("/services/{service}/links/{app}/rotate")
    @Requires(Permission.OPERATE)
    @Operation(
            summary =
                    "Gives an app other credentials and deploys it with them; the former ones go when nobody uses them")
    public Response rotate(
            @PathParam("service") ServiceName service, @PathParam("app") AppName app, @Context Caller caller) {
        return begun(service, services.rotate(service, app, caller), caller);
    }

    @POST
    @Path("/services/{service}/copies")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Makes a service with the same data")
    public Response copy(@PathParam("service") ServiceName service, NewCopy wish, @Context Caller caller) {
        var name = new ServiceName(Bodies.present(wish).name());
        return Response.status(Response.Status.CREATED)
                .entity(services.copy(service, name, caller))
                .build();
    }

    @PUT
    @Path("/services/{service}/exposure")
    @Consumes(Media.JSON)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Exposes the service on a port of the loopback address")
    public Services.Status expose(@PathParam("service") ServiceName service, Exposure wish, @Context Caller caller) {
        return services.expose(service, Bodies.present(wish).port(), caller);
    }

    @DELETE
    @Path("/services/{service}/exposure")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Takes that back")
    public Services.Status unexpose(@PathParam("service") ServiceName service, @Context Caller caller) {
        return services.unexpose(service, caller);
    }

    @POST
    @Path("/services/{service}/renew")
    @Requires(Permission.OPERATE)
    @Operation(summary = "Builds the image of its server anew and replaces the server, which keeps its data")
    public Services.Status renew(@PathParam("service") ServiceName service, @Context Caller caller) {
        return services.renew(service, caller);
    }

    @GET
    @Path("/services/{service}/dumps")
    @Requires(Permission.VIEW)
    @Operation(summary = "The dumps, newest first; a header Nua-Note names each backup store that does not answer")
    public List<Services.Dump> dumps(
            @PathParam("service") ServiceName service, @Context HttpServletResponse response, @Context Caller caller) {
        return services.dumps(service, note -> response.addHeader("Nua-Note", header(note)), caller);
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

    /** Headers take one line of ASCII. */
    private static String header(String note) {
        return Table.oneLine(note).replaceAll("[^ -~]", "?");
    }

    private Response begun(ServiceName service, List<Deployment> begun, Caller caller) {
        return begun.stream().findFirst().map(Ticket::accepted).orElseGet(() -> Response.ok(
                        services.get(service, caller))
                .build());
    }
}
