package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The engine goes away and comes back. */
@Tag("docker")
final class EngineGoneIT {
    private static final EngineProxy PROXY = new EngineProxy(NuaPlatform.ENGINE);

    @RegisterExtension
    static final NuaPlatform NUA =
            new NuaPlatform(Map.of("NUA_ENGINE_SOCKET", PROXY.socket().toString()));

    private final Rest rest = NUA.rest();

    @AfterAll
    static void close() throws IOException {
        PROXY.close();
    }

    private JsonNode last() {
        return rest.get("/apps/gone/deployments").expect(200).json().get(0);
    }

    @Test
    void anEngineThatGoesInMidBuildFailsTheDeployAndNothingElse(@TempDir Path folder) throws IOException {
        Path source = Sources.copy("hello-node", folder.resolve("x"));
        NUA.deploy(source, "gone").expect(0);
        Set<String> things = NUA.things();
        Files.writeString(
                source.resolve("package.json"),
                "{\"name\":\"x\",\"scripts\":{\"start\":\"node server.js\",\"build\":\"echo building; sleep 15\"}}");
        Thread deploying = new Thread(() -> NUA.deploy(source, "gone"));
        deploying.start();
        NuaPlatform.eventually("the build is under way", () -> {
            String id = last().path("id").asText();
            return rest.getText("/apps/gone/deployments/" + id + "/log").text().contains("building");
        });
        PROXY.cut();
        NuaPlatform.eventually(
                "the deployment has ended", () -> last().path("state").asText().equals("FAILED"));
        Sentence.check(last().path("message").asText());
        assertEquals("Hello from Nua", NUA.visit("gone", "/").expect(200).text().strip());
        rest.post("/apps/gone/restart", "{}").problem(503);
        assertTrue(rest.get("/doctor").expect(200).text().contains("false"), "the doctor sees it");

        PROXY.restore();
        Files.writeString(
                source.resolve("package.json"), "{\"name\":\"x\",\"scripts\":{\"start\":\"node server.js\"}}");
        Sources.answer(source, "back");
        NUA.deploy(source, "gone").expect(0);
        assertEquals("back", NUA.visit("gone", "/").expect(200).text().strip());
        NuaPlatform.eventually(
                "one container serves",
                () -> NUA.engine().containers(NUA.label("gone")).size() == 1);
        assertTrue(
                NUA.things().size() <= things.size() + 1,
                () -> "at most the image of the new release: " + NUA.things());
        assertTrue(NUA.buildFolders().isEmpty());
    }
}
