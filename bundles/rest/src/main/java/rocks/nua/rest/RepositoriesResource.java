package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.catalogue.Repositories;
import rocks.nua.api.catalogue.Repositories.Channel;
import rocks.nua.api.catalogue.Repositories.Repository;

/** The package repositories. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class RepositoriesResource {
    private final Repositories repositories;
    private final Json json;

    RepositoriesResource(Repositories repositories, Json json) {
        this.repositories = repositories;
        this.json = json;
    }

    /**
     * A repository to add.
     *
     * @param address of its folder
     * @param name absent: after the address
     * @param key public Ed25519 key as PEM; absent: it is not signed
     * @param channel {@code stable} or {@code beta}; absent: stable
     */
    record NewRepository(String address, String name, String key, String channel) {
        NewRepository {
            address = Objects.requireNonNullElse(address, "");
            name = Objects.requireNonNullElse(name, "");
            key = Objects.requireNonNullElse(key, "");
            channel = Objects.requireNonNullElse(channel, "stable");
        }
    }

    private static Channel channel(String name) {
        return switch (name) {
            case "stable" -> Channel.STABLE;
            case "beta" -> Channel.BETA;
            default ->
                throw NuaException.badRequest(
                        "There is no channel '" + NuaException.excerpt(name) + "': use stable or beta.");
        };
    }

    @GET
    @Path("/repositories")
    @Requires(Permission.VIEW)
    @Operation(summary = "The package repositories")
    public List<Repository> list(@Context Caller caller) {
        return repositories.list(caller);
    }

    @POST
    @Path("/repositories")
    @Consumes(Media.JSON)
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Adds a package repository whose index is what its key signed")
    public Response add(NewRepository wish, @Context Caller caller) {
        NewRepository asked = Bodies.present(wish);
        return Response.status(Response.Status.CREATED)
                .entity(repositories.add(asked.address(), asked.name(), asked.key(), channel(asked.channel()), caller))
                .build();
    }

    @POST
    @Path("/packages/inspection")
    @Consumes(Media.BYTES)
    @Requires(Permission.OPERATE)
    @Operation(summary = "What an index says of a file: an app's archive, or a plugin; the same JSON as text")
    public String inspect(
            InputStream content,
            @QueryParam("archive") @DefaultValue("") String archive,
            @QueryParam("channel") @DefaultValue("stable") String channel,
            @Context Caller caller) {
        return json.write(repositories.inspect(content, new RelativePath(archive), channel(channel), caller));
    }

    @POST
    @Path("/repositories/{name}/refresh")
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Fetches the index again; where that fails, the last good one stays")
    public Repository refresh(@PathParam("name") String name, @Context Caller caller) {
        return repositories.refresh(name, caller);
    }

    @DELETE
    @Path("/repositories/{name}")
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Removes a package repository; what was installed from it stays")
    public void remove(@PathParam("name") String name, @Context Caller caller) {
        repositories.remove(name, caller);
    }
}
