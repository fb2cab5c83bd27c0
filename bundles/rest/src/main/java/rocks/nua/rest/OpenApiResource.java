package rocks.nua.rest;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.PrimitiveType;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Set;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.Domain;
import rocks.nua.api.ImageRef;
import rocks.nua.api.Secret;

/** Describes this API to programs. */
@Path("/")
public final class OpenApiResource {
    private static final String LOGIN = "token";

    private final Set<Class<?>> resources;
    private final PluginPaths plugins;

    OpenApiResource(Set<Class<?>> resources, PluginPaths plugins) {
        this.resources = Set.copyOf(resources);
        this.plugins = plugins;
    }

    @GET
    @Path("/openapi.json")
    @Produces(Media.JSON)
    @Requires(Permission.VIEW)
    @Operation(summary = "This description, OpenAPI 3")
    public String get() {
        List.of(AppName.class, Domain.class, ImageRef.class, Secret.class, Since.class)
                .forEach(type -> PrimitiveType.customClasses().put(type.getName(), PrimitiveType.STRING));
        OpenAPI api = new Reader(new SwaggerConfiguration().openAPI(head())).read(resources);
        plugins.addTo(api.getPaths());
        return Json.pretty(api);
    }

    private static OpenAPI head() {
        var token = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
        return new OpenAPI()
                .info(new Info().title("Nua").version("v1").description("DevOps in a box for web apps"))
                .servers(List.of(new Server().url("/api/v1")))
                .components(new Components().addSecuritySchemes(LOGIN, token))
                .security(List.of(new SecurityRequirement().addList(LOGIN)));
    }
}
