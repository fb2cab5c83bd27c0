package rocks.nua.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Builds take what an app needs from its owner's registry, its build tool from where its wrapper says, or what lies in the source. */
@Tag("docker")
final class RegistriesIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private final Path folder;

    RegistriesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path app(String name) {
        return Sources.copy(NuaPlatform.CHECKOUT.resolve("itests/src/test/apps/" + name), folder.resolve(name));
    }

    private static void answers(String app, String text) {
        assertEquals(text, NUA.visit(app, "/").expect(200).text());
    }

    /** An app without a release whose builds get these variables. */
    private static void prepare(String app, String... variables) {
        NUA.rest().post("/apps", "{\"name\": \"" + app + "\"}").expect(201);
        for (String variable : variables) {
            NUA.nua("env", "set", app, "--build", variable).expect(0);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void goModulesComeFromAProxyAndAreHeldToGoSum() throws IOException {
        Path source = app("go-modules");
        String described = "module example.org/greet\n\ngo 1.22\n";
        String text = "package greet\n\nfunc Hello() string { return \"Hello from a module\\n\" }\n";
        try (var proxy = new FolderServer(NUA.engine().host())) {
            Files.writeString(proxy.file("example.org/greet/@v/v1.0.0.info"), "{\"Version\": \"v1.0.0\"}");
            Files.writeString(proxy.file("example.org/greet/@v/v1.0.0.mod"), described);
            zip(
                    proxy.file("example.org/greet/@v/v1.0.0.zip"),
                    Map.of("example.org/greet@v1.0.0/go.mod", described, "example.org/greet@v1.0.0/greet.go", text));
            prepare("go", "GOPROXY=" + proxy.address(""));

            NUA.deploy(source, "go").expect(0);
            answers("go", "Hello from a module\n");
            BuildTools.expectNone(NUA, "go");

            Path sums = source.resolve("go.sum");
            Files.writeString(sums, Files.readString(sums).replaceFirst("h1:.", "h1:0"));
            Program refused = NUA.deploy(source, "go").expect(1);
            assertTrue(refused.lastLine().matches("FAILED at BUILD: .*checksum mismatch.*"), refused.toString());
            answers("go", "Hello from a module\n");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void poetryBuildsAProjectWhoseDependenciesComeFromAnIndex() throws IOException {
        try (var index = new FolderServer(NUA.engine().host())) {
            Files.writeString(
                    index.file("simple/greet/index.html"), "<a href=\"greet-1.0-py3-none-any.whl\">greet</a>");
            zip(
                    index.file("simple/greet/greet-1.0-py3-none-any.whl"),
                    Map.of(
                            "greet.py", "def hello():\n    return \"Hello from a wheel\\n\"\n",
                            "greet-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: greet\nVersion: 1.0\n",
                            "greet-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n",
                            "greet-1.0.dist-info/RECORD", ""));
            prepare(
                    "poetry",
                    "PIP_INDEX_URL=" + index.address("simple/"),
                    "PIP_TRUSTED_HOST=" + NUA.engine().host());

            NUA.deploy(app("python-poetry"), "poetry").expect(0);
            answers("poetry", "Hello from a wheel\n");
            BuildTools.expectNone(NUA, "poetry");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void bundlerInstallsGemsThatLieInTheSource() throws IOException {
        Path source = app("ruby-bundler");
        String described =
                """
                --- !ruby/object:Gem::Specification
                name: greet
                version: !ruby/object:Gem::Version
                  version: '1.0'
                platform: ruby
                authors: [Nua]
                summary: Says hello
                files: [lib/greet.rb]
                require_paths: [lib]
                specification_version: 4
                """;
        byte[] files = Sources.archive(
                Map.of("lib/greet.rb", "module Greet\n  HELLO = \"Hello from a gem\\n\"\nend\n".getBytes(UTF_8)));
        Files.createDirectories(source.resolve("vendor/cache"));
        Files.write(
                source.resolve("vendor/cache/greet-1.0.gem"),
                Sources.archive(
                        Map.of("metadata.gz", zipped(described.getBytes(UTF_8)), "data.tar.gz", zipped(files))));

        NUA.deploy(source, "bundler").expect(0);
        answers("bundler", "Hello from a gem\n");
        BuildTools.expectNone(NUA, "bundler");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void gradleComesByItsWrapper() throws IOException {
        Path source = Sources.copy("java-http/src", app("java-gradle").resolve("src"));
        Path app = source.getParent();
        NUA.deploy(app("gradle-distribution"), "gradle-distribution").expect(0);
        Path wrapper = Files.createDirectories(app.resolve("gradle/wrapper"));
        fetch("gradle-distribution", "/srv/gradlew", app.resolve("gradlew"));
        fetch("gradle-distribution", "/srv/gradle-wrapper.jar", wrapper.resolve("gradle-wrapper.jar"));
        try (var server = new FolderServer(NUA.engine().host())) {
            fetch("gradle-distribution", "/srv/gradle-4.4.1-bin.zip", server.file("gradle-4.4.1-bin.zip"));
            NUA.nua("destroy", "gradle-distribution", "--yes").expect(0);
            Path properties = wrapper.resolve("gradle-wrapper.properties");
            String described =
                    """
                    distributionBase=GRADLE_USER_HOME
                    distributionPath=wrapper/dists
                    zipStoreBase=GRADLE_USER_HOME
                    zipStorePath=wrapper/dists
                    distributionUrl=%s
                    """;
            Files.writeString(properties, described.formatted(server.address("none.zip")));
            Program missing = NUA.deploy(app, "gradle").expect(1);
            assertTrue(
                    missing.lastLine().contains("Gradle's wrapper did not get " + server.address("none.zip")),
                    missing.toString());

            Files.writeString(properties, described.formatted(server.address("gradle-4.4.1-bin.zip")));
            NUA.deploy(app, "gradle").expect(0);
        }
        assertTrue(NUA.visit("gradle", "/").expect(200).text().contains("Hello"));
        BuildTools.expectNone(NUA, "gradle");
    }

    /** Copies a file of a running app. */
    private static void fetch(String app, String path, Path to) throws IOException {
        String text =
                NUA.nua("exec", app, "--", "base64", "-w0", path).expect(0).out();
        Files.write(to, Base64.getDecoder().decode(text.strip()));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void mavenComesByItsWrapper() {
        Path source = Sources.copy("java-http", folder.resolve("maven"));
        Program.run(
                        source,
                        Map.of(),
                        Duration.ofMinutes(3),
                        List.of(
                                "mvn",
                                "-B",
                                "-ntp",
                                "-N",
                                "org.apache.maven.plugins:maven-wrapper-plugin:3.3.2:wrapper",
                                "-Dtype=only-script",
                                "-Dmaven=3.9.9"))
                .expect(0);

        Program deployed = NUA.deploy(source, "maven").expect(0);
        assertTrue(deployed.out().contains("java: the folder has a pom.xml and Maven's wrapper"), deployed.toString());
        assertTrue(NUA.visit("maven", "/").expect(200).text().contains("Hello"));
        BuildTools.expectNone(NUA, "maven");
    }

    private static void zip(Path file, Map<String, String> texts) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(UTF_8));
            }
        }
    }

    private static byte[] zipped(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
