package rocks.nua.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Serves the files of the web UI. They are the same for everybody and tell nothing, so that they need no login; whatever
 * they show comes from the REST interface.
 */
@Component(
        service = Servlet.class,
        property = {"osgi.http.whiteboard.servlet.pattern=/", "osgi.http.whiteboard.servlet.name=nua-web"})
public final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'self'";

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

    private static Optional<Page> find(HttpServletRequest request) throws IOException {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return Page.find(PagesServlet.class, "ui", path.replaceFirst("^/", ""), POLICY);
    }
}
