package rocks.nua.rest;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.Optional;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.endpoint.ServerRegistry;
import org.apache.cxf.jaxrs.JAXRSServiceImpl;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.ParameterType;
import rocks.nua.api.extension.Requires;

/**
 * Describes the routes of the plugins that are here now, by what CXF knows of them: to read their classes as Swagger does would keep them
 * in its caches when they go.
 */
final class PluginPaths {
    private static final String BELOW = "/x/";

    private final Bus bus;

    PluginPaths(Bus bus) {
        this.bus = bus;
    }

    void addTo(Paths paths) {
        for (Server server : bus.getExtension(ServerRegistry.class).getServers()) {
            String address = server.getEndpoint().getEndpointInfo().getAddress();
            if (address.startsWith(BELOW) && server.getEndpoint().getService() instanceof JAXRSServiceImpl service) {
                service.getClassResourceInfos().forEach(routes -> add(address, routes, paths));
            }
        }
    }

    private static void add(String address, ClassResourceInfo routes, Paths paths) {
        for (OperationResourceInfo route : routes.getMethodDispatcher().getOperationResourceInfos()) {
            Arrays.stream(PathItem.HttpMethod.values())
                    .filter(method -> method.name().equals(route.getHttpMethod()))
                    .forEach(method -> paths.computeIfAbsent(path(address, routes, route), absent -> new PathItem())
                            .operation(method, operation(address, route)));
        }
    }

    /** Without the patterns that JAX-RS allows for parts of a path. */
    private static String path(String address, ClassResourceInfo routes, OperationResourceInfo route) {
        String whole = address + "/" + routes.getURITemplate().getValue() + "/"
                + route.getURITemplate().getValue();
        return whole.replaceAll("\\{\\s*([^:}\\s]+)\\s*:[^}]*}", "{$1}")
                .replaceAll("//+", "/")
                .replaceAll("(?<=.)/$", "");
    }

    private static Operation operation(String address, OperationResourceInfo route) {
        Operation operation = new Operation()
                .addTagsItem(address.substring(1))
                .responses(new ApiResponses()
                        .addApiResponse(
                                ApiResponses.DEFAULT, new ApiResponse().description("What the plugin answers")));
        Optional.ofNullable(route.getAnnotatedMethod().getAnnotation(Requires.class))
                .ifPresent(door -> operation.summary("A route of a plugin; needs " + door.value()));
        route.getParameters().stream()
                .filter(one -> one.getType() == ParameterType.PATH || one.getType() == ParameterType.QUERY)
                .forEach(one -> operation.addParametersItem(new Parameter()
                        .name(one.getName())
                        .in(one.getType() == ParameterType.PATH ? "path" : "query")
                        .required(one.getType() == ParameterType.PATH)
                        .schema(new StringSchema())));
        return operation;
    }
}
