package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The REST interface as it is described. */
@Tag("docker")
final class RestIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final Rest rest = NUA.rest();

    @Test
    void healthNeedsNoLogin() {
        assertEquals("ready", rest.as("").get("/health").expect(200).text().strip());
    }

    @Test
    void everyOtherRouteDoes() {
        JsonNode paths = rest.get("/openapi.json").expect(200).json().path("paths");
        int routes = 0;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                String concrete = path.getKey().replaceFirst("^/api/v1", "").replaceAll("\\{[^}]*\\}", "1");
                if (METHODS.contains(method) && !concrete.equals("/health")) {
                    routes++;
                    for (String token : List.of("", "wrong", NUA.token() + "x")) {
                        Reply reply = rest.as(token).call(method, concrete, "", BodyPublishers.noBody(), "");
                        assertEquals(401, reply.status(), method + " " + concrete + ": " + reply.text());
                    }
                }
            }
        }
        assertTrue(routes >= 30, routes + " routes are described");
    }

    @Test
    void everyRouteOfTheContractIsDescribed() {
        JsonNode paths = rest.get("/openapi.json").expect(200).json().path("paths");
        String all = paths.toString();
        for (String path : List.of(
                "/apps/{app}/deployments/{id}/log",
                "/apps/{app}/rollback",
                "/apps/{app}/scale",
                "/apps/{app}/env",
                "/runs/{id}",
                "/events",
                "/plan")) {
            assertTrue(all.contains(path + "\""), path);
        }
    }

    @Test
    void errorsAreProblemDetailsOrOneSentence() {
        String detail = rest.get("/apps/nobody").problem(404);
        assertTrue(detail.contains("nobody"), detail);
        Reply text = rest.getText("/apps/nobody").expect(404);
        assertEquals("text/plain", text.type());
        assertEquals(detail, text.text().strip());
        rest.get("/no/such/route").problem(404);
        rest.post("/apps", "{\"name\":").problem(400);
        rest.post("/apps", "{\"name\":\"Not A Name\"}").problem(400);
        rest.as("").get("/apps").problem(401);
    }

    @Test
    void listsAreJsonOrColumns() {
        rest.post("/apps", "{\"name\":\"rest-app\"}").expect(201);
        try {
            JsonNode apps = rest.get("/apps").expect(200).json();
            assertEquals("rest-app", apps.get(0).path("name").asText());
            String text = rest.getText("/apps").expect(200).text();
            assertEquals(2, text.strip().lines().count(), text);
            assertTrue(text.contains("rest-app") && !text.contains("\u001b") && !text.contains("{"), text);
            rest.post("/apps", "{\"name\":\"rest-app\"}").problem(409);
            assertEquals(
                    "CREATED",
                    rest.get("/apps/rest-app").expect(200).json().path("state").asText());
        } finally {
            rest.delete("/apps/rest-app").expect(204);
        }
        rest.get("/apps/rest-app").problem(404);
    }

    @Test
    void secretsAreMasked() {
        rest.post("/apps", "{\"name\":\"rest-env\"}").expect(201);
        try {
            rest.patch("/apps/rest-env/env", "{\"DATABASE_PASSWORD\":\"hunter2\",\"COLOUR\":\"red\"}")
                    .expect(200);
            assertFalse(rest.get("/apps/rest-env/env").expect(200).text().contains("hunter2"));
            assertTrue(rest.get("/apps/rest-env/env?reveal=true")
                    .expect(200)
                    .text()
                    .contains("hunter2"));
            assertFalse(rest.getText("/events").expect(200).text().contains("hunter2"));
        } finally {
            rest.delete("/apps/rest-env").expect(204);
        }
    }

    @Test
    void domainsBelongToOneApp() {
        rest.post("/apps", "{\"name\":\"one\"}").expect(201);
        rest.post("/apps", "{\"name\":\"two\"}").expect(201);
        try {
            rest.post("/apps/one/domains", "{\"domain\":\"Shop.Example.org\"}").expect(201);
            rest.post("/apps/two/domains", "{\"domain\":\"shop.example.org\"}").problem(409);
            assertTrue(rest.get("/apps/one/domains").expect(200).text().contains("shop.example.org"));
            rest.delete("/apps/one/domains/shop.example.org").expect(204);
            rest.delete("/apps/one/domains/shop.example.org").problem(404);
            rest.delete("/apps/one/domains/one.localhost").problem(409);
            rest.post("/apps/one/domains", "{\"domain\":\"not a domain\"}").problem(400);
        } finally {
            rest.delete("/apps/one").expect(204);
            rest.delete("/apps/two").expect(204);
        }
    }

    @Test
    void thePlatformTellsOfItself() {
        JsonNode status = rest.get("/status").expect(200).json();
        assertEquals("ready", status.path("state").asText());
        assertTrue(rest.get("/builders").expect(200).json().size() >= 4);
        for (String path : List.of("/doctor", "/builders", "/plugins", "/events", "/status")) {
            rest.get(path).expect(200).json();
            assertFalse(rest.getText(path).expect(200).text().contains("{\""), path);
        }
    }
}
