package rocks.nua.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.app.Source;

final class JGitRepositoriesTest {
    private static final long PLENTY = 10 << 20;

    private final Path folder;
    private final Path into;
    private final Upstream upstream;
    private final List<String> log = new ArrayList<>();
    private final JGitRepositories git = new JGitRepositories();

    JGitRepositoriesTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        into = Files.createDirectory(folder.resolve("into"));
        upstream = Upstream.at(folder.resolve("up"));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    private String checkout(String url, String ref, long limit) {
        return git.checkout(new Source.Git(url, ref), into, limit, log::add);
    }

    private String checkout(String ref) {
        return checkout(upstream.url(), ref, PLENTY);
    }

    private NuaException refused(Kind kind, String url, String ref, long limit) {
        NuaException refusal = assertThrows(NuaException.class, () -> checkout(url, ref, limit));
        assertEquals(kind, refusal.kind(), String.valueOf(refusal.getMessage()));
        assertEquals(List.of(), written(), "nothing is left");
        return refusal;
    }

    private List<String> written() {
        try (Stream<Path> all = Files.walk(into)) {
            return all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> into.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theDefaultBranchComesWithoutHistoryAndGitFolder() throws Exception {
        upstream.file("old", "x").commit();
        Files.delete(upstream.folder().resolve("old"));
        upstream.git().rm().addFilepattern("old").call();
        ObjectId id = upstream.file("index.html", "hello").file("src/a.js", "1").commit();
        assertEquals(id.name(), checkout(""));
        assertEquals(List.of("index.html", "src/a.js"), written());
        assertEquals("hello", Files.readString(into.resolve("index.html")));
        assertTrue(log.get(0).startsWith("Fetching file:"), log.toString());
        assertEquals("Commit " + id.name() + ", 2 files, 1 KiB", log.get(1));
    }

    @Test
    void branchesTagsAndCommitsAreFound() throws Exception {
        ObjectId first = upstream.file("a", "1").commit();
        upstream.git()
                .tag()
                .setName("v1")
                .setAnnotated(true)
                .setMessage("t")
                .setSigned(false)
                .call();
        upstream.git().branchCreate().setName("feature/x").call();
        upstream.file("a", "2").commit();
        for (String ref : List.of(
                "v1", "feature/x", "refs/tags/v1", first.name(), first.name().substring(0, 7))) {
            Folders.empty(into);
            assertEquals(first.name(), checkout(ref), ref);
            assertEquals("1", Files.readString(into.resolve("a")), ref);
        }
    }

    @Test
    void modesAreKept() throws Exception {
        upstream.file("run.sh", "#!/bin/sh")
                .link("current", "run.sh")
                .file("d/x", "")
                .link("d/up", "../run.sh");
        assertTrue(upstream.folder().resolve("run.sh").toFile().setExecutable(true));
        upstream.commit();
        checkout("");
        assertTrue(Files.isExecutable(into.resolve("run.sh")));
        assertEquals("run.sh", Files.readSymbolicLink(into.resolve("current")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "d/../../x", "d/up/../..", ".."})
    void aLinkLeadingOutIsRefused(String target) throws Exception {
        upstream.file("d/x", "").link("bad", target).commit();
        NuaException refusal = refused(Kind.BAD_REQUEST, upstream.url(), "", PLENTY);
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("The link bad in the git"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", "..", "a/b", ".GIT"})
    void aNameThatNoFileMayHaveIsRefused(String name) throws Exception {
        upstream.file("a", "x").commit();
        var repository = upstream.git().getRepository();
        try (var inserter = repository.newObjectInserter()) {
            ObjectId file = inserter.insert(org.eclipse.jgit.lib.Constants.OBJ_BLOB, "x".getBytes(UTF_8));
            var tree = new org.eclipse.jgit.lib.TreeFormatter();
            tree.append(name, org.eclipse.jgit.lib.FileMode.REGULAR_FILE, file);
            var commit = new org.eclipse.jgit.lib.CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(Upstream.SOMEBODY);
            commit.setCommitter(Upstream.SOMEBODY);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            var update = repository.updateRef("refs/heads/bad");
            update.setNewObjectId(id);
            update.update();
        }
        refused(Kind.BAD_REQUEST, upstream.url(), "bad", PLENTY);
    }

    @Test
    void noSuchRepositoryOrRefIsTold() throws Exception {
        refused(Kind.NOT_FOUND, upstream.url(), "", PLENTY);
        upstream.file("a", "").commit();
        refused(Kind.NOT_FOUND, "file://" + folder + "/nothing", "", PLENTY);
        refused(Kind.NOT_FOUND, upstream.url(), "no-such", PLENTY);
        refused(Kind.NOT_FOUND, upstream.url(), "0123456789012345678901234567890123456789", PLENTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "../shop",
                "ext::sh -c id",
                "ftp://h/x",
                "file://host/x",
                "file:x",
                "ssh://git@h/x",
                "git@h:x",
                "http:///x",
                "-x",
                "https://"
            })
    void otherAddressesAreRefused(String url) {
        refused(Kind.BAD_REQUEST, url, "", PLENTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "--upload-pack=id", "a b", "a..b", "a:b", "x\n", "+main", "^main"})
    void otherRefsAreRefused(String ref) throws Exception {
        upstream.file("a", "").commit();
        Kind kind = ref.equals("+main") ? Kind.NOT_FOUND : Kind.BAD_REQUEST;
        refused(kind, upstream.url(), ref, PLENTY);
    }

    @Test
    void tooMuchIsStoppedBeforeItIsWritten() throws Exception {
        upstream.file("zeros", "0".repeat(2_000_000)).commit();
        NuaException refusal = refused(Kind.TOO_LARGE, upstream.url(), "", 1 << 20);
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("1 MiB")
                        || String.valueOf(refusal.getMessage()).contains("too large"),
                refusal.getMessage());
        assertEquals(1, log.size());
    }

    @Test
    void manyFilesTooMuchTogetherAreStopped() throws Exception {
        for (int i = 0; i < 30; i++) {
            upstream.file("zeros-" + i, i + "0".repeat(100_000));
        }
        upstream.commit();
        NuaException refusal = refused(Kind.TOO_LARGE, upstream.url(), "", 1 << 20);
        assertTrue(String.valueOf(refusal.getMessage()).contains("is over 1 MiB"), refusal.getMessage());
    }

    @Test
    void tooMuchIsStoppedWhileItIsReceived() throws Exception {
        byte[] noise = new byte[400_000];
        for (int i = 0; i < 10; i++) {
            new Random(i).nextBytes(noise);
            Files.write(upstream.folder().resolve("noise-" + i), noise);
        }
        upstream.commit();
        NuaException refusal = refused(Kind.TOO_LARGE, upstream.url(), "", 1 << 20);
        assertTrue(String.valueOf(refusal.getMessage()).contains("sends more than 1 MiB"), refusal.getMessage());
    }

    @Test
    void submodulesComeAlong() throws Exception {
        try (Upstream library = Upstream.at(folder.resolve("lib"));
                GitServer server = new GitServer(library.git().getRepository())) {
            ObjectId pinned = library.file("lib.js", "old").commit();
            library.file("lib.js", "new").commit();
            addSubmodule("vendor/lib", server.url("ada:s3cret@"), pinned);
            checkout("");
            assertEquals("old", Files.readString(into.resolve("vendor/lib/lib.js")));
            assertFalse(Files.exists(into.resolve("vendor/lib/.git")));
            assertEquals(List.of(".gitmodules", "a", "vendor/lib/lib.js"), written());
        }
    }

    @Test
    void aSubmoduleBesideItsRepositoryComesWithTheSameLogin() throws Exception {
        ObjectId pinned = upstream.file("lib.js", "old").commit();
        addSubmodule("vendor/lib", "../shop.git", pinned);
        try (GitServer server = new GitServer(upstream.git().getRepository())) {
            checkout(server.url("ada:s3cret@"), "", PLENTY);
        }
        assertEquals(List.of(".gitmodules", "a", "lib.js", "vendor/lib/lib.js"), written());
    }

    @Test
    void aSubmoduleOfThisMachineIsRefused() throws Exception {
        try (Upstream library = Upstream.at(folder.resolve("lib"))) {
            ObjectId secret = library.file("secret", "x").commit();
            for (String url :
                    List.of(library.url(), "../lib", folder.resolve("lib").toString())) {
                addSubmodule("lib", url, secret);
                assertOnThisMachine(upstream.url());
            }
            addSubmodule("lib", library.url(), secret);
            try (GitServer server = new GitServer(upstream.git().getRepository())) {
                assertOnThisMachine(server.url("ada:s3cret@"));
            }
        }
    }

    private void assertOnThisMachine(String url) {
        NuaException refusal = refused(Kind.BAD_REQUEST, url, "", PLENTY);
        assertTrue(
                String.valueOf(refusal.getMessage()).startsWith("A submodule is on this machine"),
                refusal.getMessage());
    }

    private void addSubmodule(String path, String url, ObjectId id) throws IOException, GitAPIException {
        upstream.file("a", "").file(".gitmodules", "[submodule \"s\"]\n\tpath = " + path + "\n\turl = " + url + "\n");
        upstream.git().add().addFilepattern(".").call();
        var index = upstream.git().getRepository().lockDirCache();
        var editor = index.editor();
        editor.add(new org.eclipse.jgit.dircache.DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(org.eclipse.jgit.dircache.DirCacheEntry entry) {
                entry.setFileMode(org.eclipse.jgit.lib.FileMode.GITLINK);
                entry.setObjectId(id);
            }
        });
        editor.commit();
        upstream.git()
                .commit()
                .setMessage("s")
                .setAuthor(Upstream.SOMEBODY)
                .setCommitter(Upstream.SOMEBODY)
                .setSign(false)
                .call();
    }

    @Test
    void overHttpWithALogin() throws Exception {
        ObjectId id = upstream.file("a", "http").commit();
        try (GitServer server = new GitServer(upstream.git().getRepository())) {
            assertEquals(id.name(), checkout(server.url("ada:s3cret@"), "", PLENTY));
            assertEquals("http", Files.readString(into.resolve("a")));
            Folders.empty(into);
            assertEquals(id.name(), checkout(server.url("ada:s3cret@"), id.name(), PLENTY));
            assertFalse(log.toString().contains("s3cret") || log.toString().contains("ada"), log.toString());
        }
    }

    @Test
    void aWrongLoginIsToldWithoutIt() throws Exception {
        upstream.file("a", "http").commit();
        try (GitServer server = new GitServer(upstream.git().getRepository())) {
            for (String login : List.of("", "ada:s3cret-not@")) {
                NuaException refusal = refused(Kind.NOT_FOUND, server.url(login), "", PLENTY);
                assertTrue(String.valueOf(refusal.getMessage()).contains("needs a login"), refusal.getMessage());
                assertFalse(String.valueOf(refusal.getMessage()).contains("s3cret"), refusal.getMessage());
            }
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsTold() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        refused(Kind.UNAVAILABLE, "http://127.0.0.1:" + port + "/x", "", PLENTY);
        refused(Kind.UNAVAILABLE, "git://127.0.0.1:" + port + "/x", "main", PLENTY);
    }

    @Test
    void aServerThatDripsForEverIsLeft() throws Exception {
        upstream.file("a", "x".repeat(1000)).commit();
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(slow));
            dripping.setDaemon(true);
            dripping.start();
            JGitRepositories hurried = new JGitRepositories(Duration.ofMillis(300));
            long start = System.nanoTime();
            NuaException left = assertThrows(
                    NuaException.class,
                    () -> hurried.checkout(
                            new Source.Git("http://127.0.0.1:" + slow.getLocalPort() + "/x", ""),
                            into,
                            PLENTY,
                            log::add));
            assertEquals(Kind.UNAVAILABLE, left.kind(), String.valueOf(left.getMessage()));
            assertTrue(System.nanoTime() - start < 20_000_000_000L, "took too long");
        }
    }

    private static void drip(ServerSocket slow) {
        try (Socket socket = slow.accept();
                InputStream request = socket.getInputStream()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(UTF_8));
            while (request.available() >= 0) {
                socket.getOutputStream().write('x');
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            // the client has left, as it should
        }
    }
}
