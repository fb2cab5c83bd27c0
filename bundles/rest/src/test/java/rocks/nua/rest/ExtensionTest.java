package rocks.nua.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.extension.Requires;
import rocks.nua.api.extension.RestResource;
import rocks.nua.testkit.RestResourceContract;

/** Routes of plugins. */
class ExtensionTest {
    private Running running;

    /** A resource as a plugin has it. */
    @Path("/")
    public static final class Greeting implements RestResource {
        /** A greeting. */
        public record Words(String text, String by) {}

        @GET
        @Path("/words/{name}")
        @Requires(Permission.VIEW)
        public Words words(@PathParam("name") String name, @Context Caller caller) {
            return new Words("Hello " + name, caller.name());
        }

        @GET
        @Path("/absent")
        @Requires(Permission.VIEW)
        public String absent() {
            throw new NotFoundException();
        }

        @GET
        @Path("/broken")
        @Requires(Permission.VIEW)
        public String broken() {
            throw new IllegalStateException("boom");
        }

        @POST
        @Path("/denied")
        @Requires(Permission.VIEW)
        public String denied() {
            throw NuaException.conflict("Not today.");
        }
    }

    /** Says nothing of who may come in. */
    @Path("/")
    public static final class Careless implements RestResource {
        @GET
        public String get() {
            return "open";
        }
    }

    @Nested
    class Contract extends RestResourceContract {
        @Override
        protected RestResource resource() {
            return new Greeting();
        }
    }

    @BeforeEach
    void start() throws Exception {
        running = new Running();
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    @Test
    void aPluginAnswersBelowItsOwnAddress() throws Exception {
        RestResource greeting = new Greeting();
        assertEquals(404, running.get("/x/hello/words/Anna").statusCode());
        running.servlet.addResource(greeting, Map.of("nua.plugin.name", "hello"));
        assertEquals(
                "{\"text\":\"Hello Anna\",\"by\":\"anna\"}",
                running.get("/x/hello/words/Anna").body());
        assertEquals(
                401,
                running.send(running.request("/x/hello/words/Anna").setHeader("Authorization", "Bearer nobody"))
                        .statusCode());
        assertEquals(200, running.get("/apps").statusCode());
        JsonNode words = described().path("/x/hello/words/{name}").path("get");
        assertEquals("A route of a plugin; needs VIEW", words.path("summary").asText());
        assertEquals("path", words.at("/parameters/0/in").asText());
        assertEquals(1, words.path("parameters").size(), words.toString());
        assertTrue(described().path("/x/hello/denied").has("post"));
        running.servlet.removeResource(greeting);
        assertEquals(404, running.get("/x/hello/words/Anna").statusCode());
        assertFalse(described().toString().contains("/x/"));
        assertEquals(200, running.get("/apps").statusCode());
    }

    private JsonNode described() throws Exception {
        return new ObjectMapper().readTree(running.get("/openapi.json").body()).path("paths");
    }

    @Test
    void whatItThrowsIsAnAnswer() throws Exception {
        running.servlet.addResource(new Greeting(), Map.of("nua.plugin.name", "hello"));
        assertEquals(404, running.get("/x/hello/absent").statusCode());
        assertEquals(503, running.get("/x/hello/broken").statusCode());
        var told = running.send("POST", "/x/hello/denied", "application/json", "{}");
        assertEquals(409, told.statusCode());
        assertTrue(told.body().contains("Not today."), told.body());
    }

    @Test
    void routesWithoutAPermissionAreNotPublished() throws Exception {
        running.servlet.addResource(new Careless(), Map.of("nua.plugin.name", "careless"));
        assertEquals(404, running.get("/x/careless").statusCode());
        running.servlet.addResource(new Greeting(), Map.of("nua.plugin.name", "../apps"));
        assertEquals(200, running.get("/apps").statusCode());
    }

    @Test
    void packagesAreListedAndDeployed() throws Exception {
        assertTrue(running.text("/packages").contains("wiki"), running.text("/packages"));
        assertEquals("[]", running.get("/packages?q=shop").body());
        assertTrue(running.text("/packages/wiki").contains("Pages for all"));
        assertEquals(404, running.get("/packages/shop").statusCode());
        assertEquals(
                202,
                running.send("POST", "/apps/shop/deployments", "application/json", "{\"package\":\"wiki\"}")
                        .statusCode());
    }

    @Test
    void aFileIsToldAsAnIndexTellsIt() throws Exception {
        String told = running.send(
                        "POST",
                        "/packages/inspection?archive=beta/wiki.tar&channel=beta",
                        "application/octet-stream",
                        "archive")
                .body();
        assertTrue(told.startsWith("{\"id\":\"wiki\",\"kind\":\"APP\",\"version\":\"1.2\""), told);
        assertTrue(told.contains("\"channel\":\"BETA\",\"archive\":\"beta/wiki.tar\",\"sha256\":\"000"), told);
        assertEquals(
                400,
                running.send("POST", "/packages/inspection?archive=../x.jar", "application/octet-stream", "archive")
                        .statusCode());
    }

    @Test
    void repositoriesComeAndGo() throws Exception {
        String afar = "{\"address\":\"https://afar.example.org\",\"name\":\"afar\",\"channel\":\"%s\"}";
        assertEquals(
                400,
                running.send("POST", "/repositories", "application/json", afar.formatted("nightly"))
                        .statusCode());
        assertEquals(
                201,
                running.send("POST", "/repositories", "application/json", afar.formatted("beta"))
                        .statusCode());
        assertTrue(running.text("/repositories").contains("beta"), running.text("/repositories"));
        assertEquals(
                200,
                running.send("POST", "/repositories/afar/refresh", "application/json", "")
                        .statusCode());
        assertEquals(
                204,
                running.send("DELETE", "/repositories/afar", "application/json", "")
                        .statusCode());
        assertEquals("[]", running.get("/repositories").body());
    }
}
