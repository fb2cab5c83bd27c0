package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Platform;

/** What happens on the platform. */
@Path("/")
public final class EventsResource {
    private final Platform platform;
    private final Json json;
    private final Streams streams;

    EventsResource(Platform platform, Json json, Streams streams) {
        this.platform = platform;
        this.json = json;
        this.streams = streams;
    }

    @GET
    @Path("/events")
    @Produces(Media.JSON)
    @Requires(Permission.VIEW)
    @Operation(summary = "The newest events, oldest first")
    public List<Event> list(@QueryParam("limit") @DefaultValue("100") Limit limit, @Context Caller caller) {
        return platform.events(limit.most(), caller);
    }

    @GET
    @Path("/events")
    @Produces(Media.TEXT + ";qs=0.7")
    @Requires(Permission.VIEW)
    @Operation(summary = "The same as text; with 'follow' each new event is a line more")
    public Response lines(
            @QueryParam("limit") @DefaultValue("100") Limit limit,
            @QueryParam("follow") @DefaultValue("false") boolean follow,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        Object body = follow
                ? streams.text(request, to -> platform.follow(event -> to.line(Views.line(event)), caller))
                : new GenericEntity<List<Event>>(platform.events(limit.most(), caller)) {};
        return Response.ok(body).build();
    }

    @GET
    @Path("/events")
    @Produces(Media.EVENTS)
    @Requires(Permission.VIEW)
    @Operation(summary = "Each new event as a server-sent event")
    public StreamingOutput follow(@Context HttpServletRequest request, @Context Caller caller) {
        return streams.events(request, to -> platform.follow(event -> to.line(json.write(event)), caller));
    }
}
