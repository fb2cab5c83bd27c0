package rocks.nua.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {
    private static final String JSON = "application/json";

    @SuppressWarnings("NullAway.Init")
    private static Running running;

    @BeforeAll
    static void start() throws Exception {
        running = new Running();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void healthNeedsNoLogin() throws Exception {
        var answer = running.send(running.request("/health").setHeader("Authorization", ""));
        assertEquals("200 ready\n", answer.statusCode() + " " + answer.body());
        running.core.health("degraded");
        var degraded = running.get("/health");
        running.core.health("ready");
        assertEquals("503 degraded\n", degraded.statusCode() + " " + degraded.body());
    }

    @Test
    void everythingElseNeedsALogin() throws Exception {
        for (String header : List.of("", "Bearer", "Bearer wrong", "Basic admin", "Bearer admin x")) {
            var answer = running.send(running.request("/apps").setHeader("Authorization", header));
            assertEquals(401, answer.statusCode(), header);
            assertEquals(
                    "Bearer", answer.headers().firstValue("WWW-Authenticate").orElseThrow());
        }
    }

    @Test
    void aViewerMayLookButNotAct() throws Exception {
        var look = running.request("/apps").setHeader("Authorization", "Bearer viewer");
        var act = running.request("/apps/shop")
                .setHeader("Authorization", "Bearer viewer")
                .DELETE();
        var reveal = running.request("/apps/shop/env?reveal=true").setHeader("Authorization", "Bearer viewer");
        assertEquals(200, running.send(look).statusCode());
        assertEquals(403, running.send(act).statusCode());
        assertEquals(403, running.send(reveal).statusCode());
    }

    @Test
    void secretsOfBuildsAreSetAndNeverShown() throws Exception {
        String path = "/apps/shop/build-secrets";
        var set = running.send("PATCH", path, JSON, "{\"NPM_TOKEN\":\"sesame\",\"OLD\":\"gone\"}");
        assertEquals("{\"NPM_TOKEN\":\"***\",\"OLD\":\"***\"}", set.body());
        assertEquals(
                "{\"NPM_TOKEN\":\"***\"}",
                running.send("PATCH", path, JSON, "{\"OLD\":null}").body());
        assertEquals("NPM_TOKEN=***\n", running.text(path));
        var viewer = running.request(path).setHeader("Authorization", "Bearer viewer");
        assertEquals(403, running.send(viewer).statusCode());
    }

    @Test
    void baseImagesAreListedAndRefreshedByAdministratorsOnly() throws Exception {
        String text = running.text("/bases");
        assertTrue(text.contains("nua/base:trixie  0123456789ab  80"), text);
        assertTrue(text.contains("shop") && text.contains("old"), text);
        var viewer = running.request("/bases/refresh")
                .setHeader("Authorization", "Bearer viewer")
                .POST(BodyPublishers.noBody());
        assertEquals(403, running.send(viewer).statusCode());
        assertEquals(200, running.send("POST", "/bases/refresh", JSON, "").statusCode());
        assertTrue(running.core.calls.contains("refresh"));
        var prune = running.request("/prune").header("Accept", "text/plain").POST(BodyPublishers.noBody());
        assertEquals(
                "Removed 3 images of apps and 5 MiB of caches.\n",
                running.send(prune).body());
    }

    @Test
    void appsAsJson() throws Exception {
        var answer = running.get("/apps");
        JsonNode app = new ObjectMapper().readTree(answer.body()).get(0);
        assertEquals("shop", app.get("name").asText());
        assertEquals("RUNNING", app.get("state").asText());
        assertEquals("2026-01-31T12:00:00Z", app.get("deployedAt").asText());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
    }

    @Test
    void appsAsText() throws Exception {
        assertEquals(
                """
                NAME  STATE    RELEASE  BUILDER  CONTAINERS  DEPLOYED              URL
                shop  running  3        node     1/1         2026-01-31T12:00:00Z  http://shop.localhost
                """,
                running.text("/apps"));
    }

    @ParameterizedTest
    @CsvSource({
        "/apps/shop, Name:",
        "/apps/shop/releases, RELEASE",
        "/apps/shop/releases/0/sbom, {\"bomFormat\"",
        "/apps/shop/deployments, ID",
        "/apps/shop/deployments/7, Deployment:",
        "/apps/shop/domains, DOMAIN",
        "/apps/shop/env, DB_PASSWORD=***",
        "/status, State:",
        "/builders, BUILDER",
        "/offers, TYPE",
        "/services, NAME",
        "/services/db, Name:",
        "/services/db/dumps, DUMP",
        "/services/db/upgrade, SERVICE",
        "/services/db/upgrade/log, START",
        "/plugins, NAME",
        "/plugins/builder-perl, Name:",
        "/signers, NAME",
        "/events, TIME",
        "/apps/shop/deployments/7/log, FETCH",
        "/apps/shop/logs, 2026-01-31T12:00:00Z web.1 one"
    })
    void everyReadingHasAText(String path, String begin) throws Exception {
        String text = running.text(path);
        assertTrue(text.startsWith(begin), text);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /apps/other, '', '', 404, There is no app 'other': 'nua apps' shows all.",
        "GET, /apps/No, '', '', 400, 'App name ''No'' is not valid'",
        "GET, /nothing, '', '', 404, There is nothing at this address",
        "PUT, /apps, application/json, {}, 405, This address does not take this method",
        "POST, /apps, text/xml, <a/>, 415, This content type is not taken here",
        "POST, /apps, application/json, '{\"name\":', 400, The body is not the JSON",
        "POST, /apps, application/json, '{\"nam\":1}', 400, The body is not the JSON",
        "POST, /apps, application/json, '', 400, The request needs a body",
        "POST, /apps, application/json, 'null', 400, The request needs a body",
        "POST, /apps, application/json, '[]', 400, The body is not the JSON",
        "POST, /apps/shop/deployments, application/json, '{}', 400, Say what to deploy",
        "POST, /apps/shop/run, text/plain, '', 400, Say what to run",
        "POST, /apps/shop/exec?arg=ls, text/plain, '', 409, No container of 'shop' runs",
        "GET, /apps/other/logs, '', '', 404, There is no app",
        "GET, /apps/shop/logs?since=x, '', '', 400, Time 'x' is not understood",
        "GET, /apps/shop/deployments/99, '', '', 404, 'shop' has no deployment 99.",
        "GET, /apps/shop/deployments/x, '', '', 404, There is nothing at this address",
        "GET, /events?limit=x, '', '', 400, Limit 'x' is not a number",
        "GET, /plugins/other, '', '', 404, There is no plugin 'other'",
        "POST, /plugins, text/plain, x, 415, This content type is not taken here",
        "POST, /plugins, application/json, '', 400, The request needs a body",
        "GET, /services/other, '', '', 404, There is no service 'other'.",
        "GET, /services/No, '', '', 400, 'Service name ''No'' is not valid'",
        "POST, /services, application/json, '{}', 400, Service name '' is not valid",
        "GET, /runs/1, '', '', 404, There is no run '1'"
    })
    void errorsAreOneSentence(String method, String path, String type, String body, int status, String begin)
            throws Exception {
        String content = type.isEmpty() ? JSON : type;
        var answer = running.send(method, path, content, body);
        assertEquals(status, answer.statusCode(), answer.body());
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(status, problem.get("status").asInt());
        assertTrue(problem.get("detail").asText().startsWith(begin), answer.body());
    }

    @Test
    void anErrorLeavesTheConnectionOpenOrSaysThatItEnds() throws Exception {
        try (var socket = new java.net.Socket("127.0.0.1", running.port())) {
            var out = socket.getOutputStream();
            String head = "POST /api/v1/apps/other/stop HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer admin\r\n";
            for (int i = 0; i < 2; i++) {
                out.write((head + "Content-Length: 2\r\n\r\n").getBytes(UTF_8));
                out.flush();
                Thread.sleep(100);
                out.write("{}".getBytes(UTF_8));
                String answer = answer(socket);
                assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
                assertFalse(answer.contains("Connection: close"), answer);
            }
            out.write((head + "Content-Length: 10737418240\r\n\r\n{").getBytes(UTF_8));
            String answer = answer(socket);
            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
            assertTrue(answer.contains("Connection: close"), answer);
        }
    }

    private static String answer(java.net.Socket socket) throws Exception {
        byte[] part = new byte[8192];
        int length = socket.getInputStream().read(part);
        return new String(part, 0, Math.max(0, length), UTF_8);
    }

    @Test
    void changesServices() throws Exception {
        assertEquals(
                201,
                running.send("POST", "/services", JSON, "{\"type\":\"postgres\",\"name\":\"db\"}")
                        .statusCode());
        assertEquals(
                200, running.send("PUT", "/services/db/links/shop", JSON, "").statusCode());
        assertEquals(
                201,
                running.send("POST", "/services/db/dumps", JSON, "{\"app\":\"shop\"}")
                        .statusCode());
        assertEquals(
                204,
                running.send("POST", "/services/db/dumps/shop.1/restore", JSON, "")
                        .statusCode());
        assertEquals(
                200, running.send("DELETE", "/services/db/links/shop", JSON, "").statusCode());
        for (String call : List.of(
                "POST 200 /services/db/links/shop/rotate",
                "PUT 200 /services/db/exposure {\"port\":5433}",
                "DELETE 200 /services/db/exposure",
                "POST 200 /services/db/renew",
                "POST 201 /services/db/copies {\"name\":\"twin\"}",
                "POST 202 /services/db/upgrade {\"version\":\"17\"}",
                "POST 204 /services/db/upgrade/confirm",
                "POST 204 /services/db/upgrade/revert",
                "DELETE 204 /services/db")) {
            String[] parts = (call + " ").split(" ", 4);
            var answer = running.send(parts[0], parts[2], JSON, parts[3].strip());
            assertEquals(Integer.parseInt(parts[1]), answer.statusCode(), call + answer.body());
        }
        assertEquals(
                List.of(
                        "create db postgres ",
                        "link db shop",
                        "dump db shop",
                        "restore db shop.1",
                        "unlink db shop",
                        "rotate db shop",
                        "expose db 5433",
                        "unexpose db",
                        "renew db",
                        "copy db twin",
                        "upgrade db 17",
                        "confirm db",
                        "revert db",
                        "destroy db"),
                running.services.calls);
    }

    @Test
    void dumpsTellWhereTheyAreAndWhoDoesNotTell() throws Exception {
        var answer = running.send("GET", "/services/db/dumps", JSON, "");
        assertTrue(answer.body().contains("\"stores\":[\"disk\",\"nas\"]"), answer.body());
        assertEquals(
                List.of("Backup store 'n?s' does not tell what it has: it hangs."),
                answer.headers().allValues("Nua-Note"));
        assertTrue(running.text("/services/db/dumps").contains("disk, nas"));
    }

    @Test
    void aPersonTalksToAService() throws Exception {
        var answer = running.send("POST", "/services/db/console?app=shop", "application/octet-stream", "SELECT 1;");
        assertEquals("console db shop: SELECT 1;", answer.body());
        String run = answer.headers().firstValue("Nua-Run").orElseThrow();
        assertEquals("3\n", running.text("/runs/" + run));
        String info = running.text("/services/db");
        assertTrue(info.contains("Exposed:    127.0.0.1:5433\n") && info.contains("Connections: 2\n"), info);
    }

    @Test
    void errorsAsTextAreTheSentenceAlone() throws Exception {
        assertEquals("There is no app 'other': 'nua apps' shows all.\n", running.text("/apps/other"));
    }

    @Test
    void defectsStayInTheLog() throws Exception {
        var answer = running.get("/apps/defect");
        assertEquals(500, answer.statusCode());
        assertFalse(answer.body().contains("inner secret"), answer.body());
        assertTrue(answer.body().contains("'defect "), answer.body());
    }

    @Test
    void uploadsWithEnvironmentAndDomains() throws Exception {
        var answer = running.send(running.request("/apps/shop/deployments?domain=a.example.org&domain=b.example.org")
                .header("Content-Type", "application/x-tar")
                .header("Nua-Env", "A=x%2C%20%25y")
                .header("Nua-Env", "B=1+1=2")
                .header("Accept", "text/plain")
                .POST(BodyPublishers.ofByteArray(new byte[100_000])));
        assertEquals("202 7\n", answer.statusCode() + " " + answer.body());
        assertEquals(
                "/api/v1/apps/shop/deployments/7",
                answer.headers().firstValue("Location").orElseThrow());
        assertTrue(
                running.core.calls.containsAll(List.of(
                        "upload of 100000 bytes",
                        "env A=x, %y",
                        "env B=1+1=2",
                        "domain a.example.org",
                        "domain b.example.org")),
                running.core.calls.toString());
    }

    @Test
    void deploysWhatIsNotSentAlong() throws Exception {
        running.send("POST", "/apps/shop/deployments", JSON, "{\"git\":\"https://example.org/x.git#main\"}");
        running.send("POST", "/apps/shop/deployments", JSON, "{\"image\":\"shop:1\",\"env\":{\"I\":\"1\"}}");
        running.send("POST", "/apps/shop/deployments", JSON, "{\"release\":2}");
        var rollback = running.send("POST", "/apps/shop/rollback", JSON, "{}");
        assertEquals(202, rollback.statusCode());
        assertTrue(
                running.core.calls.containsAll(List.of(
                        "deploy Git[url=https://example.org/x.git, ref=main]",
                        "deploy Image[image=shop:1]",
                        "env I=1",
                        "deploy Earlier[number=2]",
                        "deploy Earlier[number=0]")),
                running.core.calls.toString());
    }

    @Test
    void changesApps() throws Exception {
        var created = running.send("POST", "/apps", JSON, "{\"name\":\"new\"}");
        assertEquals(201, created.statusCode());
        assertEquals(
                "/api/v1/apps/new", created.headers().firstValue("Location").orElseThrow());
        assertEquals(204, running.send(running.request("/apps/shop").DELETE()).statusCode());
        assertEquals(
                200,
                running.send("POST", "/apps/shop/scale", JSON, "{\"web\":2}").statusCode());
        assertEquals(200, running.send("POST", "/apps/shop/restart", JSON, "").statusCode());
        assertEquals(
                200,
                running.send("PATCH", "/apps/shop", JSON, "{\"running\":false}").statusCode());
        assertTrue(
                running.core.calls.containsAll(List.of(
                        "create new by anna", "destroy shop", "scale shop {web=2}", "restart shop", "stop shop")),
                running.core.calls.toString());
    }

    @Test
    void changesTheEnvironment() throws Exception {
        var deployed = running.send("PATCH", "/apps/shop/env", JSON, "{\"ZED\":\"x\",\"GONE\":null}");
        var kept = running.send("PATCH", "/apps/fresh/env", JSON, "{\"ZED\":\"x\"}");
        assertEquals(202, deployed.statusCode());
        assertEquals(200, kept.statusCode());
        assertTrue(kept.body().contains("\"ZED\":\"x\""), kept.body());
        assertTrue(running.get("/apps/shop/env?reveal=true").body().contains("hunter2"));
        assertFalse(running.get("/apps/shop/env").body().contains("hunter2"));
        assertFalse(running.get("/apps/shop/releases").body().contains("hunter2"));
    }

    @Test
    void changesDomains() throws Exception {
        var added = running.send("POST", "/apps/shop/domains", JSON, "{\"domain\":\"d.example.org\"}");
        assertEquals(201, added.statusCode());
        assertTrue(added.body().contains("\"d.example.org\""), added.body());
        var removed =
                running.send(running.request("/apps/shop/domains/d.example.org").DELETE());
        assertEquals(204, removed.statusCode());
        assertFalse(running.get("/apps/shop/domains").body().contains("d.example.org"));
    }

    @Test
    void runsACommand() throws Exception {
        HttpResponse<String> answer = running.send("POST", "/apps/shop/run?arg=cat&arg=-", "text/plain", "input");
        assertEquals("[cat, -] input", answer.body());
        String id = answer.headers().firstValue("Nua-Run").orElseThrow();
        assertEquals("3\n", running.text("/runs/" + id));
    }

    @Test
    void plansAnUpload() throws Exception {
        var answer = running.send("POST", "/plan?app=shop", "application/gzip", "12345");
        assertTrue(answer.body().contains("\"builder\":\"node\""), answer.body());
        assertTrue(running.core.calls.contains("upload of 5 bytes"));
    }

    @Test
    void writesThePlanOfAnUploadAsAManifest() throws Exception {
        var answer = running.send("POST", "/plan/manifest", "application/gzip", "12345");
        assertEquals("format = 1\n", answer.body());
        assertTrue(running.core.calls.contains("upload of 5 bytes"));
    }

    @Test
    void aDeploymentsLogAsEvents() throws Exception {
        var answer = running.send(
                running.request("/apps/shop/deployments/7/log?follow=true").header("Accept", "text/event-stream"));
        assertTrue(
                answer.body()
                        .startsWith(
                                "data: FETCH    0.01s  12 files\n\ndata: http://shop.localhost\n\nevent: end\ndata: {"),
                answer.body());
        assertEquals(
                "text/event-stream", answer.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void aQuietStreamEndsWhenItsClientLeaves() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), running.port())) {
            String request =
                    """
                    GET /api/v1/apps/shop/logs?follow=true HTTP/1.1
                    Host: x
                    Authorization: Bearer admin
                    Accept: text/plain

                    """;
            client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            readUntil(client.getInputStream(), "two");
            assertFalse(running.core.followInterrupted.await(3, TimeUnit.SECONDS), "ended while the client was there");
        }
        assertTrue(running.core.followInterrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aBillOfMaterialsHasATypeOfItsOwn() throws Exception {
        var answer = running.get("/apps/shop/releases/3/sbom");
        assertEquals("{\"bomFormat\":\"CycloneDX\",\"release\":3}", answer.body());
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        assertTrue(type.startsWith("application/vnd.cyclonedx+json"), type);
    }

    @Test
    void describesEveryRoute() throws Exception {
        var answer = running.get("/openapi.json");
        JsonNode api = new ObjectMapper().readTree(answer.body());
        JsonNode paths = api.get("paths");
        assertEquals(
                "bearer", api.at("/components/securitySchemes/token/scheme").asText());
        for (String path : List.of(
                "/apps", "/apps/{app}", "/apps/{app}/deployments", "/apps/{app}/logs", "/health", "/runs/{id}")) {
            assertTrue(paths.has(path), path);
        }
        assertEquals(
                "string",
                paths.at("/~1apps~1{app}/get/parameters/0/schema/type").asText(),
                answer.body());
        assertEquals(1, paths.at("/~1apps~1{app}/get/parameters").size(), answer.body());
    }

    private static void readUntil(InputStream in, String end) throws Exception {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(end) < 0) {
            seen.append((char) in.read());
        }
    }

    @Test
    void pluginsAreSentOrNamed() throws Exception {
        String jar = "application/java-archive";
        assertEquals(
                201,
                running.send("POST", "/plugins?file=a.jar&unsigned=true", jar, "zip")
                        .statusCode());
        assertEquals(
                200,
                running.send("PUT", "/plugins?agree=true", JSON, "{\"from\":\"mvn:a/b/1\"}")
                        .statusCode());
        assertEquals(
                200, running.send("POST", "/plugins/inspection", jar, "zip").statusCode());
        assertEquals(
                200,
                running.send("POST", "/plugins/builder-perl/disable", JSON, "").statusCode());
        assertEquals(
                204, running.send("DELETE", "/plugins/builder-perl", JSON, "").statusCode());
        assertEquals(201, running.send("POST", "/signers", "text/plain", "PEM").statusCode());
        assertEquals(
                204, running.send("DELETE", "/signers/0123456789", JSON, "").statusCode());
        assertEquals(
                List.of(
                        "install a.jar zip true false",
                        "upgrade mvn:a/b/1 false true",
                        "inspect  zip",
                        "disable builder-perl",
                        "uninstall builder-perl",
                        "trust PEM",
                        "distrust 0123456789"),
                running.plugins.calls);
    }
}
