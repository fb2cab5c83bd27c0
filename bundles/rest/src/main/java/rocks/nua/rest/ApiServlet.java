package rocks.nua.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.platform.Housekeeping;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.service.Services;

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

    private final transient Api api;

    /** Publishes the API. */
    @Activate
    public ApiServlet(
            @Reference Apps apps,
            @Reference Deployments deployments,
            @Reference Services services,
            @Reference Platform platform,
            @Reference Housekeeping housekeeping) {
        super(null, false);
        api = new Api(apps, deployments, services, platform, housekeeping);
        setBus(api.bus());
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
