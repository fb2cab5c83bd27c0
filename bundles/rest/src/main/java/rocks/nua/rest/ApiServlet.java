package rocks.nua.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.catalogue.Catalogue;
import rocks.nua.api.catalogue.Repositories;
import rocks.nua.api.extension.Gates;
import rocks.nua.api.extension.Gates.Gate;
import rocks.nua.api.extension.RestResource;
import rocks.nua.api.platform.Housekeeping;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.plugin.Plugins;
import rocks.nua.api.service.Services;
import rocks.nua.api.service.Upgrades;

/** The API over HTTP, from the moment when all it stands on is there. */
@Component(
        service = Servlet.class,
        immediate = true,
        property = {
            "osgi.http.whiteboard.servlet.pattern=" + ApiServlet.PATTERN,
            "osgi.http.whiteboard.servlet.name=nua-api",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "service.ranking:Integer=100",
            "servlet.init.hide-service-list-page=true"
        })
public final class ApiServlet extends CXFNonSpringServlet {
    static final String PATTERN = "/api/v1/*";
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final transient Api api;
    private final transient Gates gates;
    private final transient IdentityHashMap<RestResource, Extension> extensions = new IdentityHashMap<>();

    private record Extension(Gate gate, Server server) {}

    /** Publishes the API. */
    @Activate
    public ApiServlet(
            @Reference Apps apps,
            @Reference Deployments deployments,
            @Reference Services services,
            @Reference Upgrades upgrades,
            @Reference Catalogue catalogue,
            @Reference Repositories repositories,
            @Reference Platform platform,
            @Reference Housekeeping housekeeping,
            @Reference Plugins plugins,
            @Reference Gates gates) {
        super(null, false);
        this.gates = gates;
        api = new Api(apps, deployments, services, upgrades, catalogue, repositories, platform, housekeeping, plugins);
        setBus(api.bus());
    }

    /** A plugin has come with routes; where they cannot be published, the log tells why. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public synchronized void addResource(RestResource resource, Map<String, Object> properties) {
        String name = String.valueOf(
                properties.getOrDefault("nua.plugin.name", resource.getClass().getSimpleName()));
        Gate gate = gates.open(resource, "REST resource '" + name + "'");
        try {
            if (!NAME.matcher(name).matches()) {
                throw NuaException.badRequest("its name is no lower-case word");
            }
            List<?> routes = (List<?>) gate.call(() -> List.copyOf(resource.resources()));
            extensions.put(resource, new Extension(gate, api.extend(name, List.copyOf(routes), gate)));
        } catch (RuntimeException e) {
            gate.close();
            Throwable told = e.getCause() instanceof IllegalStateException door ? door : e;
            LOG.warn("The routes of plugin '{}' are not published: {}", name, told.getMessage());
        }
    }

    /** A plugin has gone with its routes. */
    public synchronized void removeResource(RestResource resource) {
        Optional.ofNullable(extensions.remove(resource)).ifPresent(extension -> {
            extension.server().destroy();
            extension.gate().close();
        });
    }

    /** Ends it, streams included. */
    @Deactivate
    public void close() {
        api.close();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        StartingServlet.protect((HttpServletResponse) response);
        super.service(request, response);
    }
}
