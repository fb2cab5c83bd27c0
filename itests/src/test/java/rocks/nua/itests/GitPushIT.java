package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real git pushes to the real distribution, each step on what the one before left. */
@Tag("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class GitPushIT {
    private static final String APP = "pushed";

    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @TempDir
    static Path folder;

    private static Program git(String... arguments) {
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_AUTHOR_NAME", "a",
                "GIT_AUTHOR_EMAIL", "a@example.org",
                "GIT_COMMITTER_NAME", "a",
                "GIT_COMMITTER_EMAIL", "a@example.org");
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        return Program.run(work(), environment, Duration.ofMinutes(10), command);
    }

    private static Path work() {
        return folder.resolve("work");
    }

    private static String commit() {
        git("add", "-A").expect(0);
        git("commit", "-qm", "change").expect(0);
        return git("rev-parse", "HEAD").expect(0).lastLine();
    }

    private static String url(String token) {
        return "http://anybody:" + token + "@127.0.0.1:" + NUA.port("NUA_API_PORT") + "/git/" + APP + ".git";
    }

    private static String there() {
        return git("ls-remote", url(NUA.token()), "refs/heads/main").expect(0).out();
    }

    private static String visit() {
        return NUA.visit(APP, "/").expect(200).text().strip();
    }

    @Test
    @Order(1)
    void aPushBecomesARunningApp() {
        Sources.copy("hello-node", work());
        git("init", "-q", "-b", "main").expect(0);
        String commit = commit();
        NUA.nua("git-remote", APP, work().toString()).expect(0);
        List<String> told = git("push", "nua", "main")
                .expect(0)
                .err()
                .lines()
                .map(String::strip)
                .toList();
        for (String step : List.of("FETCH", "PLAN", "BUILD", "SWITCH")) {
            assertTrue(told.stream().anyMatch(line -> line.matches("remote: " + step + " +[0-9.]+s .*")), step + told);
        }
        assertEquals(
                "remote: http://" + APP + ".localhost:" + NUA.httpPort(),
                told.stream()
                        .filter(line -> line.startsWith("remote: "))
                        .reduce((one, next) -> next)
                        .orElse(""));
        assertEquals("Hello from Nua", visit());
        assertEquals(
                "git push " + commit.substring(0, 7),
                NUA.rest()
                        .get("/apps/" + APP + "/releases")
                        .json()
                        .get(0)
                        .path("source")
                        .asText());
    }

    @Test
    @Order(2)
    void aFailingPushIsRejectedAndTheOldOneServes() throws IOException {
        String before = there();
        Path server = work().resolve("server.js");
        String good = Files.readString(server);
        Files.writeString(server, "process.exit(3)\n");
        commit();
        Program failed = git("push", "nua", "main").expect(1);
        assertTrue(failed.err().contains("! [remote rejected] main -> main (FAILED at PROBE)"), failed.toString());
        assertTrue(failed.err().contains("remote: FAILED at PROBE: "), failed.toString());
        assertEquals(before, there());
        assertEquals("Hello from Nua", visit());
        Files.writeString(server, good);
    }

    @Test
    @Order(3)
    void theNextPushServes() {
        Sources.answer(work(), "again");
        String commit = commit();
        git("push", "nua", "main").expect(0);
        assertEquals("again", visit());
        assertTrue(there().startsWith(commit));
        Program other = git("push", "nua", "main:feature").expect(1);
        assertTrue(other.err().contains("git push REMOTE feature:main"), other.toString());
    }

    @Test
    @Order(4)
    void whoHasNoTokenIsRefused() throws IOException {
        Program refused = git("push", url("wrong"), "main").expect(128);
        assertTrue(refused.err().contains("Authentication failed"), refused.toString());
        git("clone", url("wrong"), folder.resolve("nothing").toString()).expect(128);
        Program named =
                git("push", url(NUA.token()).replace(APP, "Bad_Name"), "main").expect(128);
        assertTrue(named.err().contains("App name 'Bad_Name' is not valid"), named.toString());
        for (Path told : List.of(work().resolve(".git/config"), NUA.home().resolve("karaf/data/log/karaf.log"))) {
            assertFalse(Files.readString(told).contains(NUA.token()), told + " has the token");
        }
    }

    @Test
    @Order(5)
    void whatWasPushedIsClonedBack() throws IOException {
        Path clone = folder.resolve("clone");
        git("clone", "-q", url(NUA.token()), clone.toString()).expect(0);
        assertEquals(Files.readString(work().resolve("server.js")), Files.readString(clone.resolve("server.js")));
    }

    @Test
    @Order(6)
    void theRepositoryGoesWithTheApp() {
        NUA.nua("destroy", APP, "--yes").expect(0);
        assertEquals(List.of(), NUA.folders(APP));
        git("ls-remote", url(NUA.token())).expect(128);
    }
}
