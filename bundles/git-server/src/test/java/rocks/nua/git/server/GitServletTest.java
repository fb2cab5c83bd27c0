package rocks.nua.git.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.testkit.FixedSettings;

/** Real pushes over real HTTP, in front of a fake platform. */
final class GitServletTest {
    private static final String MAIN = "refs/heads/main";

    private final FakePlatform platform = new FakePlatform();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Path folder;
    private final Path home;
    private final Workplace work;

    GitServletTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        home = Files.createDirectory(folder.resolve("home"));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler();
        context.addServlet(
                new ServletHolder(new GitServlet(platform, platform, FixedSettings.of(home))), GitServlet.PATTERN);
        server.setHandler(context);
        server.start();
        work = Workplace.at(folder.resolve("work"), url("shop"));
    }

    @AfterEach
    void stop() throws Exception {
        work.close();
        server.stop();
    }

    private String url(String app) {
        return "http://127.0.0.1:" + connector.getLocalPort() + "/git/" + app + ".git";
    }

    private static RemoteRefUpdate pushed(PushResult result, String ref) {
        return result.getRemoteUpdate(ref);
    }

    private static void expect(RemoteRefUpdate.Status status, String message, RemoteRefUpdate update) {
        assertEquals(status, update.getStatus(), update.toString());
        assertTrue(String.valueOf(update.getMessage()).contains(message), update.toString());
    }

    private ObjectId there(String ref) throws GitAPIException {
        return Git.lsRemoteRepository()
                .setRemote(work.url())
                .setCredentialsProvider(new UsernamePasswordCredentialsProvider("x", "viewer"))
                .callAsMap()
                .get(ref)
                .getObjectId();
    }

    @Test
    void aPushDeploysAndTellsTheLog() throws Exception {
        String commit = work.commit("good", "1").name();
        PushResult result = work.push("admin", "main");
        expect(RemoteRefUpdate.Status.OK, "", pushed(result, MAIN));
        assertEquals("BUILD    0.44s  image\nhttp://shop.localhost\n", result.getMessages());
        assertEquals(List.of("shop " + commit + " by anna"), platform.calls);
        String second = work.commit("good", "2").name();
        expect(RemoteRefUpdate.Status.OK, "", pushed(work.push("admin", "main"), MAIN));
        assertEquals(second, platform.serving.get("shop"));
        assertEquals(second, there("HEAD").name());
    }

    @Test
    void aFailedDeploymentLeavesTheBranch() throws Exception {
        String good = work.commit("good", "1").name();
        work.push("admin", "main");
        work.remove("good");
        work.commit("bad", "1");
        PushResult result = work.push("admin", "main");
        expect(RemoteRefUpdate.Status.REJECTED_OTHER_REASON, "FAILED at BUILD", pushed(result, MAIN));
        assertTrue(result.getMessages().contains("FAILED at BUILD: No good."), result.getMessages());
        assertEquals(good, there(MAIN).name());
        assertEquals(good, platform.serving.get("shop"));
        assertEquals(
                List.of("HEAD", MAIN),
                Git.lsRemoteRepository()
                        .setRemote(work.url())
                        .setCredentialsProvider(new UsernamePasswordCredentialsProvider("x", "viewer"))
                        .callAsMap()
                        .keySet()
                        .stream()
                        .sorted()
                        .toList());
        work.commit("good", "2");
        expect(RemoteRefUpdate.Status.OK, "", pushed(work.push("admin", "main"), MAIN));
    }

    @Test
    void whatWasPushedCanBeCloned() throws Exception {
        work.commit("good", "hello");
        work.push("admin", "main:master");
        Path clone = folder.resolve("clone");
        try (Git cloned = Git.cloneRepository()
                .setURI(work.url())
                .setDirectory(clone.toFile())
                .setCredentialsProvider(new UsernamePasswordCredentialsProvider("x", "viewer"))
                .call()) {
            assertEquals("master", cloned.getRepository().getBranch());
        }
        assertEquals("hello", Files.readString(clone.resolve("good")));
    }

    @Test
    void aForcedPushGoesBack() throws Exception {
        var first = work.commit("good", "1");
        work.commit("good", "2");
        work.push("admin", "main");
        work.git().branchCreate().setName("old").setStartPoint(first).call();
        expect(RemoteRefUpdate.Status.REJECTED_NONFASTFORWARD, "", pushed(work.push("admin", "old:main"), MAIN));
        expect(RemoteRefUpdate.Status.OK, "", pushed(work.push("admin", "+old:main"), MAIN));
        assertEquals(first.name(), platform.serving.get("shop"));
    }

    @Test
    void otherBranchesAndDeletionsAreRefusedAndTagsAreKept() throws Exception {
        work.commit("good", "1");
        expect(
                RemoteRefUpdate.Status.REJECTED_OTHER_REASON,
                "only main and master are deployed: git push REMOTE feature:main",
                pushed(work.push("admin", "main:feature"), "refs/heads/feature"));
        assertFalse(Files.exists(FakePlatform.folder(home, "shop")), "no app, nothing is left");
        var both = work.push("admin", "main", "main:master");
        expect(RemoteRefUpdate.Status.REJECTED_OTHER_REASON, "not both", pushed(both, MAIN));
        expect(
                RemoteRefUpdate.Status.REJECTED_OTHER_REASON,
                "only main",
                pushed(work.push("admin", "main:refs/nua/pushed"), "refs/nua/pushed"));
        assertEquals(List.of(), platform.calls);
        work.push("admin", "main");
        work.git().tag().setName("v1").setSigned(false).setAnnotated(false).call();
        expect(RemoteRefUpdate.Status.OK, "", pushed(work.push("admin", "v1"), "refs/tags/v1"));
        expect(
                RemoteRefUpdate.Status.REJECTED_OTHER_REASON,
                "nua destroy shop",
                pushed(work.push("admin", ":" + MAIN), MAIN));
        assertEquals(1, platform.calls.size());
    }

    @Test
    void whoComesSecondFindsTheBranchMoved() throws Exception {
        work.commit("good", "0");
        work.push("admin", "main");
        work.commit("slow", "1");
        CompletableFuture<PushResult> first = CompletableFuture.supplyAsync(() -> push(work, "main"));
        assertTrue(platform.begun.await(30, TimeUnit.SECONDS));
        try (Workplace other = Workplace.at(folder.resolve("other"), work.url())) {
            other.commit("good", "other");
            CompletableFuture<PushResult> second = CompletableFuture.supplyAsync(() -> push(other, "+main"));
            Thread.sleep(300);
            assertFalse(second.isDone(), "waits for its turn");
            platform.goOn.countDown();
            expect(RemoteRefUpdate.Status.OK, "", pushed(first.get(30, TimeUnit.SECONDS), MAIN));
            RemoteRefUpdate late = pushed(second.get(30, TimeUnit.SECONDS), MAIN);
            assertEquals(RemoteRefUpdate.Status.REJECTED_OTHER_REASON, late.getStatus(), late.toString());
        }
        assertEquals(2, platform.calls.size());
        assertEquals(there(MAIN).name(), platform.serving.get("shop"));
    }

    private static PushResult push(Workplace from, String spec) {
        try {
            return from.push("admin", spec);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClientThatLeavesWhileItSendsChangesNothing() throws Exception {
        work.commit("good", "1");
        String start = "POST /git/shop.git/git-receive-pack HTTP/1.1\r\nHost: x\r\nAuthorization: " + basic("admin")
                + "\r\nContent-Type: application/x-git-receive-pack-request\r\nContent-Length: 100000\r\n\r\n";
        String command = ObjectId.zeroId().name() + " "
                + work.git().getRepository().resolve("main").name() + " " + MAIN + "\0report-status side-band-64k";
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((start + String.format("%04x", command.length() + 4) + command + "0000PACK")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(300);
        }
        for (int i = 0; i < 100 && Files.exists(FakePlatform.folder(home, "shop")); i++) {
            Thread.sleep(50);
        }
        assertFalse(Files.exists(FakePlatform.folder(home, "shop")));
        assertEquals(List.of(), platform.calls);
        expect(RemoteRefUpdate.Status.OK, "", pushed(work.push("admin", "main"), MAIN));
    }

    @Test
    void aTokenIsNeededAndItsPermissionHolds() throws Exception {
        work.commit("good", "1");
        assertThrows(TransportException.class, () -> work.push("wrong", "main"));
        assertEquals(401, get("shop.git/info/refs?service=git-receive-pack", "").statusCode());
        assertEquals(
                401,
                get("shop.git/info/refs?service=git-receive-pack", basic("wrong"))
                        .statusCode());
        HttpResponse<String> denied = get("shop.git/info/refs?service=git-receive-pack", basic("viewer"));
        assertEquals(403, denied.statusCode());
        assertTrue(denied.body().contains("needs the permission OPERATE"), denied.body());
        assertThrows(TransportException.class, () -> work.push("viewer", "main"));
        assertEquals(List.of(), platform.calls);
        try (Stream<Path> left = Files.list(home)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void whatIsNoGitIsToldSo() throws Exception {
        assertEquals(
                404,
                get("shop.git/info/refs?service=git-upload-pack", basic("viewer"))
                        .statusCode());
        assertEquals(400, get("shop.git/info/refs", basic("admin")).statusCode());
        assertEquals(404, get("shop.git/HEAD", basic("admin")).statusCode());
        assertEquals(404, get("", basic("admin")).statusCode());
        assertEquals(400, get("shop.git/git-receive-pack", basic("admin")).statusCode());
        HttpResponse<String> bad = get("Shop_1.git/info/refs?service=git-receive-pack", basic("admin"));
        assertEquals(400, bad.statusCode());
        assertTrue(bad.body().startsWith("App name 'Shop_1' is not valid"), bad.body());
        assertEquals(
                400,
                get("..%2f..%2fetc/info/refs?service=git-receive-pack", basic("admin"))
                        .statusCode());
    }

    private HttpResponse<String> get(String path, String login) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/git/" + path));
        if (!login.isEmpty()) {
            request.header("Authorization", login);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String token) {
        return "Basic " + Base64.getEncoder().encodeToString(("anybody:" + token).getBytes(StandardCharsets.UTF_8));
    }
}
