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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Apps;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;

/** Commands in an app and the clients of services: the body of the request is their input, that of the answer their output. */
@Path("/")
public final class RunsResource {
    private static final Duration LIMIT = Duration.ofHours(6);

    private final Apps apps;
    private final Services services;
    private final Departures departures;
    private final Runs runs = new Runs();

    RunsResource(Apps apps, Services services, Departures departures) {
        this.apps = apps;
        this.services = services;
        this.departures = departures;
    }

    @POST
    @Path("/apps/{app}/run")
    @Consumes(MediaType.WILDCARD)
    @Produces(Media.BYTES)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Runs a command in a new container of the current release")
    public Response run(
            @PathParam("app") AppName app,
            @QueryParam("arg") List<String> command,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        checkCommand(command);
        InputStream input = RequestBody.take();
        return answer(request, output -> apps.run(app, command, input, output, LIMIT, caller));
    }

    @POST
    @Path("/apps/{app}/exec")
    @Consumes(MediaType.WILDCARD)
    @Produces(Media.BYTES)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Runs a command in a running web container")
    public Response exec(
            @PathParam("app") AppName app,
            @QueryParam("arg") List<String> command,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        checkCommand(command);
        InputStream input = RequestBody.take();
        return answer(request, output -> apps.exec(app, command, input, output, LIMIT, caller));
    }

    @POST
    @Path("/services/{service}/console")
    @Consumes(MediaType.WILDCARD)
    @Produces(Media.BYTES)
    @Requires(Permission.OPERATE)
    @Operation(summary = "Talks to what an app has in a service, by the service's own client")
    public Response console(
            @PathParam("service") ServiceName service,
            @QueryParam("app") @DefaultValue("") String app,
            @Context HttpServletRequest request,
            @Context Caller caller) {
        InputStream input = RequestBody.take();
        return answer(request, output -> services.console(service, app, input, output, LIMIT, caller));
    }

    @GET
    @Path("/runs/{id}")
    @Produces({Media.JSON, Media.TEXT})
    @Requires(Permission.OPERATE)
    @Operation(summary = "How a command ended, by the header Nua-Run of its answer")
    public Outcome outcome(@PathParam("id") String id) {
        return runs.outcome(id);
    }

    private Response answer(HttpServletRequest request, Runs.Command command) {
        String id = runs.begin();
        int[] ports = Departures.ports(request);
        StreamingOutput body = output -> {
            try (Departures.Watch watch = departures.watch(ports[0], ports[1])) {
                runs.finish(id, command, new PromptOutput(output));
            }
        };
        return Response.ok(body).header("Nua-Run", id).build();
    }

    private static void checkCommand(List<String> command) {
        if (command.isEmpty() || command.get(0).isEmpty()) {
            throw NuaException.badRequest("Say what to run: ?arg=COMMAND&arg=ARGUMENT.");
        }
    }
}
