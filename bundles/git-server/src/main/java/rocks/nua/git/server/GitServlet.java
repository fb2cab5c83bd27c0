package rocks.nua.git.server;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.platform.Settings;

/** Git over smart HTTP at {@code /git/APP.git}: a push deploys, a clone gives back what was deployed so. */
@Component(
        service = Servlet.class,
        immediate = true,
        property = {
            "osgi.http.whiteboard.servlet.pattern=" + GitServlet.PATTERN,
            "osgi.http.whiteboard.servlet.name=nua-git"
        })
public final class GitServlet extends HttpServlet {
    static final String PATTERN = "/git/*";
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(GitServlet.class);
    private static final Pattern PATH =
            Pattern.compile("/([^/]+?)(?:\\.git)?/(info/refs|git-upload-pack|git-receive-pack)");

    private final transient Platform platform;
    private final transient Map<String, Service> services;

    /** Serves the repositories below the platform's home. */
    @Activate
    public GitServlet(@Reference Deployments deployments, @Reference Platform platform, @Reference Settings settings) {
        this.platform = platform;
        Repositories repositories = new Repositories(settings.home());
        services = Map.of(
                "git-upload-pack", new Fetches(repositories, deployments),
                "git-receive-pack", new Pushes(repositories, deployments));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            answer(request, response);
        } catch (NuaException e) {
            refuse(response, e.kind(), e.getMessage());
        } catch (IOException e) {
            LOG.debug("A git client has gone, or what it sent was no git", e);
        } catch (RuntimeException e) {
            LOG.error("A request of git failed by a defect", e);
            refuse(response, Kind.INTERNAL, "The platform failed. An administrator finds more in its log.");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(Objects.requireNonNullElse(request.getPathInfo(), ""));
        if (!path.matches()) {
            throw NuaException.notFound(
                    "There is nothing at this address: the repository of an app is at /git/APP.git, for git push and git clone.");
        }
        Visit visit = new Visit(caller(request), new AppName(path.group(1)), protocol(request));
        boolean asks = path.group(2).equals("info/refs");
        String name = asks ? Objects.requireNonNullElse(request.getParameter("service"), "") : path.group(2);
        Service service = services.get(name);
        if (service == null) {
            throw NuaException.badRequest("This git is too old for this platform: use git 1.7 or later.");
        }
        if (asks) {
            expect(request.getMethod().equals("GET"));
            response.setContentType("application/x-" + name + "-advertisement");
            service.advertise(visit, response.getOutputStream());
        } else {
            // a page in a browser cannot send this type to another site
            expect(request.getMethod().equals("POST")
                    && ("application/x-" + name + "-request").equals(request.getContentType()));
            response.setContentType("application/x-" + name + "-result");
            service.serve(visit, body(request), response.getOutputStream());
        }
    }

    private Caller caller(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .flatMap(Login::token)
                .flatMap(platform::authenticate)
                .orElseThrow(() -> new NuaException(
                        Kind.UNAUTHENTICATED,
                        "This needs a login: any user name, and a token of this platform as password."));
    }

    private static List<String> protocol(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Git-Protocol"))
                .map(header -> List.of(header.split(":")))
                .orElse(List.of());
    }

    private static InputStream body(HttpServletRequest request) throws IOException {
        boolean zipped = "gzip".equals(request.getHeader("Content-Encoding"));
        return zipped ? new GZIPInputStream(request.getInputStream()) : request.getInputStream();
    }

    private static void expect(boolean git) {
        if (!git) {
            throw NuaException.badRequest("This is no request of git: use git push or git clone.");
        }
    }

    /** As plain text: git shows it. */
    private static void refuse(HttpServletResponse response, Kind kind, String sentence) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status(kind));
        if (kind == Kind.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Nua\", charset=\"UTF-8\"");
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static int status(Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case DENIED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case REJECTED_BY_APP -> 422;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }
}
