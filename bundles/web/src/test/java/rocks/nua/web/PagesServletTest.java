package rocks.nua.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagesServletTest {
    private static final Panels PANELS = new Panels(new PanelsTest.OpenGates());
    private static final Server SERVER = new Server();
    private static final ServerConnector CONNECTOR = new ServerConnector(SERVER);

    @BeforeAll
    static void open() throws Exception {
        CONNECTOR.setHost("127.0.0.1");
        SERVER.addConnector(CONNECTOR);
        var context = new ServletContextHandler();
        PANELS.addPanel(new Greeting("Greetings"), Map.of("nua.plugin.name", "greeting"));
        context.addServlet(new ServletHolder(new PagesServlet(PANELS)), "/");
        SERVER.setHandler(context);
        SERVER.start();
    }

    @AfterAll
    static void close() throws Exception {
        SERVER.stop();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + CONNECTOR.getLocalPort() + path));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void everyFileThatAPageNamesIsThere() throws Exception {
        String index = get("/").body();
        assertEquals(index, get("/index.html").body());
        for (String page : List.of(
                "/index.html",
                "/nua.js",
                "/api.js",
                "/apps.js",
                "/plugins.js",
                "/parts.js",
                "/panels.js",
                "/panels/greeting/")) {
            var named = Pattern.compile("(?:from |href=|src=)[\"'](\\.?/[a-z.]*[^\"']+\\.(?:js|css))[\"']")
                    .matcher(get(page).body());
            int found = 0;
            while (named.find()) {
                String file = named.group(1).replaceFirst("^\\./", "/");
                HttpResponse<String> answer = get(file);
                assertEquals(200, answer.statusCode(), file + " of " + page);
                assertEquals(
                        file.endsWith(".js") ? "text/javascript;charset=utf-8" : "text/css;charset=utf-8",
                        header(answer, "Content-Type").toLowerCase(java.util.Locale.ROOT));
                found++;
            }
            assertTrue(found > 0, page);
        }
    }

    @Test
    void thePagesAreConfined() throws Exception {
        var index = get("/");
        String policy = header(index, "Content-Security-Policy");
        assertTrue(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'self'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", header(index, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(index, "Referrer-Policy"));
        assertFalse(
                Pattern.compile("<script>|<style|style=|https?://")
                        .matcher(index.body())
                        .find(),
                index.body());
    }

    @Test
    void thePagesOfAPanelHaveNoOrigin() throws Exception {
        var panel = get("/panels/greeting/index.html");
        assertEquals(200, panel.statusCode());
        assertEquals(panel.body(), get("/panels/greeting/").body());
        String policy = header(panel, "Content-Security-Policy");
        assertTrue(policy.contains("; sandbox allow-scripts; connect-src 'none'"), policy);
        assertFalse(policy.contains("allow-same-origin"), policy);
    }

    @Test
    void nothingElseIsServed() throws Exception {
        for (String path : List.of(
                "/lib",
                "/lib/",
                "/nothing.js",
                "/rocks/nua/web/Page.class",
                "/META-INF/NOTICE",
                "/%2e%2e/META-INF/NOTICE",
                "/..%5cMETA-INF/maven/pom.xml",
                "/panels/greeting/rocks/nua/web/Greeting.class",
                "/panels/greeting/%2e%2e/greeting/index.html",
                "/panels/nobody/index.html",
                "//etc/passwd.txt")) {
            int status = get(path).statusCode();
            assertTrue(status == 404 || status == 400, path + " " + status);
        }
        assertTrue(get("/nothing.js").body().startsWith("There is nothing at this address"));
        assertEquals("nosniff", header(get("/nothing.js"), "X-Content-Type-Options"));
    }
}
