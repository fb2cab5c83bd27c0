package rocks.nua.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The API over real HTTP in front of a fake core. */
final class Running implements AutoCloseable {
    final FakeCore core = new FakeCore();
    final FakeServices services = new FakeServices();
    private final FakeCatalogue catalogue = new FakeCatalogue();
    final FakePlugins plugins = new FakePlugins();
    final ApiServlet servlet = new ApiServlet(
            core,
            core,
            services,
            new FakeUpgrades(services.calls),
            catalogue,
            catalogue,
            core,
            core,
            plugins,
            new OpenGates());
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();

    Running() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler();
        var holder = new ServletHolder(servlet);
        holder.setInitParameter("hide-service-list-page", "true"); // as the property of the component says
        context.addServlet(holder, ApiServlet.PATTERN);
        server.setHandler(context);
        server.start();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1" + path))
                .header("Authorization", "Bearer admin");
    }

    int port() {
        return connector.getLocalPort();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    String text(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "text/plain")).body();
    }

    HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
    }

    @Override
    public void close() throws Exception {
        servlet.close();
        server.stop();
    }
}
