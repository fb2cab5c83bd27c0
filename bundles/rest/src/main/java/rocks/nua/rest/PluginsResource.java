package rocks.nua.rest;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.api.plugin.Plugins;
import rocks.nua.api.plugin.Plugins.Consent;

/** The plugins, and whose signatures are trusted. A plugin is sent as it is, or named by its address. */
@Path("/")
@Produces({Media.JSON, Media.TEXT})
public final class PluginsResource {
    private final Plugins plugins;

    PluginsResource(Plugins plugins) {
        this.plugins = plugins;
    }

    /** Where the platform fetches a plugin: {@code https://…}, {@code mvn:…} or the id of a package. */
    record Order(String from) {
        PluginSource source() {
            return new PluginSource.Address(Objects.requireNonNullElse(from, ""));
        }
    }

    @GET
    @Path("/plugins")
    @Requires(Permission.VIEW)
    @Operation(summary = "The plugins, and what was refused in the folder deploy")
    public List<Plugins.Info> list(@Context Caller caller) {
        return plugins.list(caller);
    }

    @GET
    @Path("/plugins/{plugin}")
    @Requires(Permission.VIEW)
    @Operation(summary = "One plugin")
    public Plugins.Info get(@PathParam("plugin") String plugin, @Context Caller caller) {
        return plugins.get(plugin, caller);
    }

    @POST
    @Path("/plugins/inspection")
    @Consumes({Media.BYTES, Media.JAR})
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Tells what a jar or kar is without installing it")
    public Plugins.Info inspect(InputStream content, @QueryParam("file") String file, @Context Caller caller) {
        return plugins.inspect(upload(content, file), caller);
    }

    @POST
    @Path("/plugins/inspection")
    @Consumes(Media.JSON)
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Tells what an address leads to without installing it")
    public Plugins.Info inspect(Order order, @Context Caller caller) {
        return plugins.inspect(Bodies.present(order).source(), caller);
    }

    @POST
    @Path("/plugins")
    @Consumes({Media.BYTES, Media.JAR})
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Installs a jar or kar; without consent only what is signed and needs no permission")
    public Response install(
            InputStream content,
            @QueryParam("file") String file,
            @QueryParam("unsigned") @DefaultValue("false") boolean unsigned,
            @QueryParam("agree") @DefaultValue("false") boolean agree,
            @Context Caller caller) {
        return created(plugins.install(upload(content, file), new Consent(unsigned, agree), caller));
    }

    @POST
    @Path("/plugins")
    @Consumes(Media.JSON)
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Installs what an address leads to")
    public Response install(
            Order order,
            @QueryParam("unsigned") @DefaultValue("false") boolean unsigned,
            @QueryParam("agree") @DefaultValue("false") boolean agree,
            @Context Caller caller) {
        return created(plugins.install(Bodies.present(order).source(), new Consent(unsigned, agree), caller));
    }

    @PUT
    @Path("/plugins")
    @Consumes({Media.BYTES, Media.JAR})
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Puts a jar or kar in place of the version that is installed")
    public Plugins.Info upgrade(
            InputStream content,
            @QueryParam("file") String file,
            @QueryParam("unsigned") @DefaultValue("false") boolean unsigned,
            @QueryParam("agree") @DefaultValue("false") boolean agree,
            @Context Caller caller) {
        return plugins.upgrade(upload(content, file), new Consent(unsigned, agree), caller);
    }

    @PUT
    @Path("/plugins")
    @Consumes(Media.JSON)
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Puts what an address leads to in place of the version that is installed")
    public Plugins.Info upgrade(
            Order order,
            @QueryParam("unsigned") @DefaultValue("false") boolean unsigned,
            @QueryParam("agree") @DefaultValue("false") boolean agree,
            @Context Caller caller) {
        return plugins.upgrade(Bodies.present(order).source(), new Consent(unsigned, agree), caller);
    }

    @POST
    @Path("/plugins/{plugin}/enable")
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Switches a plugin on again, one in quarantine too")
    public Plugins.Info enable(@PathParam("plugin") String plugin, @Context Caller caller) {
        return plugins.enable(plugin, caller);
    }

    @POST
    @Path("/plugins/{plugin}/disable")
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Switches a plugin off and keeps it")
    public Plugins.Info disable(@PathParam("plugin") String plugin, @Context Caller caller) {
        return plugins.disable(plugin, caller);
    }

    @DELETE
    @Path("/plugins/{plugin}")
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Removes a plugin; apps that it built run on")
    public void uninstall(@PathParam("plugin") String plugin, @Context Caller caller) {
        plugins.uninstall(plugin, caller);
    }

    @GET
    @Path("/signers")
    @Requires(Permission.VIEW)
    @Operation(summary = "Whose signatures are trusted")
    public List<Plugins.Signer> signers(@Context Caller caller) {
        return plugins.signers(caller);
    }

    @POST
    @Path("/signers")
    @Consumes({Media.TEXT, Media.PEM})
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Trusts what a certificate, sent as PEM, has signed")
    public Response trust(String certificate, @Context Caller caller) {
        return created(plugins.trust(Objects.requireNonNullElse(certificate, ""), caller));
    }

    @DELETE
    @Path("/signers/{fingerprint}")
    @Requires(Permission.ADMINISTER)
    @Operation(summary = "Ends the trust in a certificate; what is installed stays")
    public void distrust(@PathParam("fingerprint") String fingerprint, @Context Caller caller) {
        plugins.distrust(fingerprint, caller);
    }

    private static PluginSource upload(InputStream content, String file) {
        return new PluginSource.Upload(content, Objects.requireNonNullElse(file, ""));
    }

    private static Response created(Object made) {
        return Response.status(Response.Status.CREATED).entity(made).build();
    }
}
