package rocks.nua.core.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;

class InventoryTest {
    private static final String STATUS =
            """
            Package: libc6
            Status: install ok installed
            Architecture: amd64
            Version: 2.41-12
            Description: GNU C Library
             Package: not this

            Package: gone
            Status: deinstall ok config-files
            Architecture: amd64
            Version: 1

            Package: libstdc++6
            Status: install ok installed
            Architecture: amd64
            Version: 1:14.2~rc1+b1
            """;
    private static final Map<String, byte[]> DEBIAN = Map.of(
            "usr/lib/os-release",
            bytes("PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nVERSION_ID=\"13\"\nID=debian\n"),
            "var/lib/dpkg/status",
            bytes(STATUS));
    private static final List<String> DEBIAN_PURLS = List.of(
            "pkg:deb/debian/libc6@2.41-12?arch=amd64&distro=debian-13",
            "pkg:deb/debian/libstdc%2B%2B6@1%3A14.2~rc1%2Bb1?arch=amd64&distro=debian-13");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tar(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] jar(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Inventory inventory(Map<String, byte[]> files) {
        return Inventory.of(new ByteArrayInputStream(tar(files)));
    }

    private static List<String> found(String path, byte[] file) {
        return inventory(Map.of(path, file)).packages().stream()
                .map(one -> one.purl().isEmpty() ? one.name() + " " + one.version() : one.purl())
                .toList();
    }

    private static List<String> found(String path, String text) {
        return found(path, bytes(text));
    }

    @Test
    void debian() {
        assertEquals(
                DEBIAN_PURLS,
                inventory(DEBIAN).packages().stream().map(Component::purl).toList());
        assertEquals("13", inventory(DEBIAN).system().orElseThrow().version());
    }

    @Test
    void imagesWithoutDpkg() {
        String one = "Package: tzdata\nVersion: 2025a\nArchitecture: all\n";
        assertEquals(List.of("pkg:deb/debian/tzdata@2025a?arch=all"), found("var/lib/dpkg/status.d/tzdata", one));
        assertEquals(List.of(), found("var/lib/dpkg/status.d/tzdata.md5sums", one));
    }

    @Test
    void node() {
        assertEquals(
                List.of("pkg:npm/express@5.1.0"),
                found("app/node_modules/express/package.json", "{\"name\":\"express\",\"version\":\"5.1.0\"}"));
        assertEquals(
                List.of("pkg:npm/%40a/b@1.0.0"),
                found(
                        "app/node_modules/x/node_modules/@a/b/package.json",
                        "{\"name\":\"@a/b\",\"version\":\"1.0.0\"}"));
        assertEquals(List.of(), found("app/package.json", "{\"name\":\"shop\",\"version\":\"1.0.0\"}"));
        assertEquals(
                List.of(), found("app/node_modules/x/dist/package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}"));
        assertEquals(List.of(), found("app/node_modules/x/package.json", "{\"name\": half"));
        assertEquals(List.of(), found("app/node_modules/x/package.json", ""));
    }

    @Test
    void python() {
        assertEquals(
                List.of("pkg:pypi/flask@3.1.0"),
                found(
                        "app/.venv/lib/python3.13/site-packages/flask-3.1.0.dist-info/METADATA",
                        "Metadata-Version: 2.4\nName: Flask\nVersion: 3.1.0\n\nName: no\n"));
        assertEquals(
                List.of("pkg:pypi/six@1.17"), found("app/lib/six.egg-info/PKG-INFO", "Name: six\nVersion: 1.17\n"));
    }

    @Test
    void composer() {
        String list = "[{\"name\":\"monolog/monolog\",\"version\":\"3.9.0\"},{\"name\":\"odd\"}]";
        for (String text : List.of(list, "{\"packages\":" + list + ",\"dev\":false}")) {
            assertEquals(
                    List.of("pkg:composer/monolog/monolog@3.9.0"), found("app/vendor/composer/installed.json", text));
        }
    }

    @Test
    void ruby() {
        String text = "Gem::Specification.new do |s|\n  s.name = \"rack\".freeze\n  s.version = \"3.1.8\"\n";
        assertEquals(
                List.of("pkg:gem/rack@3.1.8"),
                found("app/vendor/bundle/ruby/3.3.0/specifications/rack-3.1.8.gemspec", text));
    }

    @Test
    void java() throws IOException {
        byte[] inner = jar(Map.of(
                "META-INF/maven/org.x/lib/pom.properties", bytes("groupId=org.x\nartifactId=lib\nversion=1.2\n")));
        Map<String, byte[]> outer = new LinkedHashMap<>();
        outer.put("BOOT-INF/lib/lib-1.2.jar", inner);
        outer.put("BOOT-INF/lib/kotlin-stdlib-2.1.0.jar", jar(Map.of("a.class", new byte[0])));
        outer.put("BOOT-INF/lib/broken-9.jar", bytes("no archive"));
        outer.put(
                "META-INF/maven/org.x/app/pom.properties",
                bytes("groupId=org.x\nartifactId=app\nversion=3-SNAPSHOT\n"));
        assertEquals(
                List.of("broken 9", "kotlin-stdlib 2.1.0", "pkg:maven/org.x/app@3-SNAPSHOT", "pkg:maven/org.x/lib@1.2"),
                found("app/app.jar", jar(outer)));
        byte[] cut = java.util.Arrays.copyOf(jar(outer), 20);
        assertEquals(List.of(), found("app/app.jar", cut));
    }

    @Test
    void go() {
        String mark = "0123456789abcdef";
        String modules = mark + "path\thello\nmod\texample.org/hello\t(devel)\t\n"
                + "dep\tgolang.org/x/text\tv0.3.0\th1:x=\n"
                + "dep\tgithub.com/a/b\tv1.0.0\n=>\tgithub.com/c/b\tv1.0.1\th1:y=\nbuild\t-compiler=gc\n" + mark;
        var program = new ByteArrayOutputStream();
        program.writeBytes(new byte[] {0x7f, 'E', 'L', 'F'});
        program.writeBytes(new byte[100_000]);
        program.writeBytes("\u00ff Go\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1));
        program.writeBytes(new byte[] {8, 2});
        program.writeBytes(new byte[16]);
        program.writeBytes(new byte[] {8});
        program.writeBytes(bytes("go1.24.4"));
        program.writeBytes(new byte[] {(byte) (modules.length() & 0x7f | 0x80), (byte) (modules.length() >> 7)});
        program.writeBytes(bytes(modules));
        assertEquals(
                List.of(
                        "pkg:golang/example.org/hello@(devel)",
                        "pkg:golang/github.com/c/b@v1.0.1",
                        "pkg:golang/golang.org/x/text@v0.3.0",
                        "pkg:golang/stdlib@1.24.4"),
                found("app/hello", program.toByteArray()).stream()
                        .map(one -> one.replace("%28", "(").replace("%29", ")"))
                        .toList());
        assertEquals(List.of(), found("app/hello", new byte[] {0x7f, 'E', 'L', 'F', 1}));
        assertEquals(List.of(), found("usr/bin/hello", program.toByteArray()));
    }

    @Test
    void whatDebianInstalledIsListedOnce() {
        Map<String, byte[]> files = new LinkedHashMap<>(DEBIAN);
        files.put("usr/lib/python3/dist-packages/six.egg-info", bytes("Name: six\nVersion: 1\n"));
        files.put("usr/local/lib/python3.13/dist-packages/a.dist-info/METADATA", bytes("Name: a\nVersion: 1\n"));
        List<String> expected = new ArrayList<>(DEBIAN_PURLS);
        expected.add("pkg:pypi/a@1");
        assertEquals(
                expected,
                inventory(files).packages().stream().map(Component::purl).toList());
        assertEquals(
                List.of("pkg:pypi/six@1"),
                found("usr/lib/python3/dist-packages/six.egg-info", "Name: six\nVersion: 1\n"));
    }

    @Test
    void aCutOffTarIsNoInventory() {
        byte[] whole = tar(DEBIAN);
        byte[] cut = java.util.Arrays.copyOf(whole, 700);
        assertThrows(UncheckedIOException.class, () -> Inventory.of(new ByteArrayInputStream(cut)));
    }

    @Test
    void theTextIsCycloneDxAndAlwaysTheSame() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>(DEBIAN);
        files.put("app/node_modules/@a/b/package.json", bytes("{\"name\":\"@a/b\",\"version\":\"1.0.0\"}"));
        files.put("app/lib/kotlin-2.1.jar", jar(Map.of("a.class", new byte[0])));
        ImageRef image = new ImageRef("sha256:" + "0123456789abcdef".repeat(4));
        String text = CycloneDx.text(new AppName("shop"), image, inventory(files));
        assertEquals(text, CycloneDx.text(new AppName("shop"), image, inventory(files)));
        var parser = new JsonParser();
        assertEquals(List.of(), parser.validate(bytes(text), Version.VERSION_16));
        var bom = parser.parse(bytes(text));
        assertEquals(
                List.of("debian 13", "kotlin 2.1", "libc6 2.41-12", "libstdc++6 1:14.2~rc1+b1", "b 1.0.0"),
                bom.getComponents().stream()
                        .map(one -> one.getName() + " " + one.getVersion())
                        .toList());
        assertEquals("shop", bom.getMetadata().getComponent().getName());
        assertTrue(text.contains("\"group\" : \"@a\""), text);
    }
}
