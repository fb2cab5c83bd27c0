package rocks.nua.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException.Kind;

/** Answers in place of the API and of git while the platform starts: the server is up early and never makes anybody wait. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=" + ApiServlet.PATTERN,
            "osgi.http.whiteboard.servlet.pattern=/git/*",
            "osgi.http.whiteboard.servlet.name=nua-starting",
            "service.ranking:Integer=-100"
        })
public final class StartingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "1");
        response.setCharacterEncoding("UTF-8");
        Problem problem = Problem.of(Kind.UNAVAILABLE, "The platform is starting: try again in a moment.");
        if (Objects.equals(request.getPathInfo(), "/health")) {
            response.setContentType(Media.TEXT);
            response.getWriter().write("starting\n");
        } else if (Objects.requireNonNullElse(request.getHeader("Accept"), "").startsWith(Media.TEXT)) {
            response.setContentType(Media.TEXT);
            response.getWriter().write(problem.detail() + "\n");
        } else {
            response.setContentType(Problem.MEDIA_TYPE);
            response.getWriter().write(new Json().write(problem));
        }
    }

    /** No answer of this API may be kept or guessed at by whoever carries it. */
    static void protect(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
