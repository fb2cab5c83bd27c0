package rocks.nua.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.app.AppSpec.Origin;

class OriginsTest {
    @TempDir
    Path outer;

    private final List<String> log = new ArrayList<>();
    private HttpServer server;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        folder = Files.createDirectory(outer.resolve("app"));
    }

    @AfterEach
    void close() throws IOException {
        server.stop(0);
        try (var left = Files.list(outer)) {
            assertEquals(List.of(folder), left.toList());
        }
    }

    private String serve(String path, byte[] content) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        return url(path);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void fetch(String url, String sha256) {
        new Origins((source, into, limit, lines) -> "").fetch(new Origin(url, sha256, "", ""), folder, log::add);
    }

    private NuaException refused(String url, String sha256) {
        return assertThrows(NuaException.class, () -> fetch(url, sha256));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static byte[] tar(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                boolean link = file.getValue().startsWith("-> ");
                byte[] content = link ? new byte[0] : file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry =
                        new TarArchiveEntry(file.getKey(), link ? TarConstants.LF_SYMLINK : TarConstants.LF_NORMAL);
                entry.setLinkName(link ? file.getValue().substring(3) : "");
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private interface Packing {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] plain, Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.around(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void everyKindOfArchiveIsUnpackedWithoutItsTopFolder() throws IOException {
        byte[] tar = tar(Map.of("app-1.2/bin/run", "x", "app-1.2/index.html", "hello"));
        for (byte[] archive :
                List.of(tar, packed(tar, GZIPOutputStream::new), packed(tar, BZip2CompressorOutputStream::new))) {
            fetch(serve("/app" + log.size(), archive), "");
            assertEquals("hello", read("index.html"));
            Workspace.delete(folder);
            Files.createDirectory(folder);
        }
    }

    @Test
    void ofAZipTheScriptsCanBeExecuted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file :
                    Map.of("a/gradlew", "#!/bin/sh\n", "a/b/notes.txt", "hello").entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        fetch(serve("/app.zip", bytes.toByteArray()), "");

        assertEquals("hello", read("b/notes.txt"));
        assertTrue(Files.isExecutable(folder.resolve("gradlew")));
        assertFalse(Files.isExecutable(folder.resolve("b/notes.txt")));
    }

    @Test
    void theFoldersOwnFilesStay() throws IOException {
        Files.writeString(folder.resolve("nua-config.toml"), "own");
        Files.createDirectories(folder.resolve("nua"));
        Files.writeString(folder.resolve("nua/start.sh"), "own");
        Files.writeString(folder.resolve("data"), "own");

        fetch(
                serve(
                        "/a",
                        tar(Map.of(
                                "nua-config.toml", "other",
                                "nua-config.json", "other",
                                "nua/metadata/nua-config.yml", "other",
                                "nua/start.sh", "other",
                                "nua/more.sh", "other",
                                "data/file", "other",
                                "lib/nua-config.json", "other"))),
                "");

        assertEquals("own", read("nua-config.toml"));
        assertEquals("own", read("nua/start.sh"));
        assertEquals("own", read("data"));
        assertEquals("other", read("nua/more.sh"));
        assertEquals("other", read("lib/nua-config.json"));
        assertFalse(Files.exists(folder.resolve("nua-config.json")));
        assertFalse(Files.exists(folder.resolve("nua/metadata/nua-config.yml")));
    }

    @Test
    void theChecksumIsHeldTo() throws Exception {
        byte[] archive = tar(Map.of("index.html", "hello"));
        String url = serve("/a.tar", archive);
        String wrong = "0".repeat(64);

        NuaException refused = refused(url, wrong);

        assertEquals(Kind.REJECTED_BY_APP, refused.kind());
        assertTrue(refused.getMessage().contains(wrong), refused.getMessage());
        assertTrue(refused.getMessage().contains(sha256(archive)), refused.getMessage());
        assertFalse(Files.exists(folder.resolve("index.html")));
        fetch(url, sha256(archive));
        assertEquals("hello", read("index.html"));
    }

    @Test
    void redirectsAreFollowedButNotForEver() throws IOException {
        serve("/there", tar(Map.of("index.html", "hello")));
        redirect("/here", "/there");
        redirect("/round", url("/round"));
        redirect("/file", "file:///etc/passwd");

        fetch(url("/here"), "");

        assertEquals("hello", read("index.html"));
        assertTrue(refused(url("/round"), "").getMessage().contains("more than 5 times"));
        assertTrue(refused(url("/file"), "").getMessage().contains("not followed"));
    }

    private void redirect(String from, String to) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    @Test
    void whatCannotBeFetchedIsToldWithItsAddressButNotItsLogin() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        NuaException missing = refused(url("/missing").replace("//", "//ada:s3cret@"), "");
        assertEquals(Kind.REJECTED_BY_APP, missing.kind());
        assertTrue(missing.getMessage().contains("/missing answers with HTTP status 404"), missing.getMessage());
        assertFalse(missing.getMessage().contains("s3cret"), missing.getMessage());
        NuaException silent = refused("http://127.0.0.1:" + nobody + "/a", "");
        assertEquals(Kind.UNAVAILABLE, silent.kind());
        NuaException noise = refused(serve("/noise", "no archive".getBytes(StandardCharsets.UTF_8)), "");
        assertEquals(Kind.REJECTED_BY_APP, noise.kind());
        assertTrue(noise.getMessage().startsWith(url("/noise")), noise.getMessage());
    }

    @Test
    void aLinkToTheFolderAroundTheTopFolderIsRefused() throws IOException {
        String url = serve("/a", tar(Map.of("top/file", "x", "top/out", "-> ../../app")));

        assertTrue(refused(url, "").getMessage().contains("leads out"));
        assertTrue(refused(serve("/b", tar(Map.of("top/file", "x", "top/out", "-> .."))), "")
                .getMessage()
                .contains("leads out"));
    }

    @Test
    void aDownloadHasLimits() throws IOException {
        String url = serve("/a", new byte[10_000]);
        Path file = folder.resolve("file");

        NuaException large =
                assertThrows(NuaException.class, () -> new Download(9_999, Duration.ofMinutes(1)).fetch(url, file));
        assertEquals(Kind.TOO_LARGE, large.kind());
        NuaException late =
                assertThrows(NuaException.class, () -> new Download(10_000, Duration.ofNanos(-1)).fetch(url, file));
        assertEquals(Kind.UNAVAILABLE, late.kind());
    }

    @Test
    void aRepositoryIsLaidUnderInTheSameWay() throws IOException {
        Files.writeString(folder.resolve("index.html"), "own");
        new Origins((source, into, limit, lines) -> {
                    try {
                        Files.writeString(into.resolve("index.html"), source.url());
                        Files.writeString(into.resolve("ref"), source.ref());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return "0123";
                })
                .fetch(new Origin("", "", "https://x.example/a.git", "v1"), folder, log::add);

        assertEquals("own", read("index.html"));
        assertEquals("v1", read("ref"));
    }
}
