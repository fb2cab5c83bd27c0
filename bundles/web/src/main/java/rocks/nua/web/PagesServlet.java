package rocks.nua.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the files of the web UI and of its panels. They are the same for everybody and tell nothing, so that they need no login;
 * whatever they show comes from the REST interface.
 */
@Component(
        service = Servlet.class,
        property = {"osgi.http.whiteboard.servlet.pattern=/", "osgi.http.whiteboard.servlet.name=nua-web"})
public final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    /** Without an origin wherever it is opened, so that it reaches neither the token nor the REST interface. */
    private static final String PANEL_POLICY = POLICY + "; sandbox allow-scripts; connect-src 'none'; frame-src 'none'";

    private static final Pattern PANEL = Pattern.compile("panels/([^/]+)/(.*)");

    private final transient Panels panels;

    /** Serves the pages of these panels too. */
    @Activate
    public PagesServlet(@Reference Panels panels) {
        this.panels = panels;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        Optional<Page> found = find(request);
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write("There is nothing at this address: the web UI is at /.\n");
            return;
        }
        Page page = found.get();
        response.setHeader("Content-Security-Policy", page.policy());
        response.setHeader("Cache-Control", "no-cache"); // another version shows at once
        response.setContentType(page.type());
        try (InputStream content = page.content()) {
            content.transferTo(response.getOutputStream());
        }
    }

    private Optional<Page> find(HttpServletRequest request) throws IOException {
        String path = (request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), ""))
                .replaceFirst("^/", "");
        Matcher panel = PANEL.matcher(path);
        if (!panel.matches()) {
            return Page.find(PagesServlet.class, "ui", path, POLICY);
        }
        String name = panel.group(1);
        Optional<Class<?>> plugin = panels.find(name);
        return plugin.isEmpty()
                ? Optional.empty()
                : Page.find(plugin.get(), "panels/" + name, panel.group(2), PANEL_POLICY);
    }
}
