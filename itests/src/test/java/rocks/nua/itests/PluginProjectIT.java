package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else makes plugins, outside of this repository, with nothing but the download and Maven. */
@Tag("docker")
final class PluginProjectIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    /** Maven finds what it has from Central in the repository of this build, and Nua's own in the distribution only. */
    private static Path built(Path folder, String kind) throws Exception {
        Path project = folder.resolve(kind);
        NUA.nua("plugins", "new", kind, "tiny", project.toString()).expect(0);
        Path settings = folder.resolve("settings.xml");
        Files.writeString(
                settings,
                "<settings><mirrors><mirror><id>central-here</id><mirrorOf>central</mirrorOf><url>file://"
                        + System.getProperty("nua.m2") + "</url></mirror></mirrors></settings>");
        Path repository = folder.resolve("m2");
        Program.run(
                        project,
                        Map.of(),
                        Duration.ofMinutes(10),
                        List.of(
                                "mvn",
                                "-q",
                                "-B",
                                "-s",
                                settings.toString(),
                                "-Dmaven.repo.local=" + repository,
                                "verify"))
                .expect(0);
        try (var origins = Files.walk(repository.resolve("rocks/nua"))) {
            for (Path origin : origins.filter(path -> path.endsWith("_remote.repositories"))
                    .toList()) {
                assertTrue(Files.readString(origin).contains(">nua="), () -> origin + " is not from the distribution");
            }
        }
        return project.resolve("target");
    }

    @Test
    void aBuilderIsMadeAndUsed(@TempDir Path folder) throws Exception {
        Path target = built(folder, "builder");
        Path jar = target.resolve("builder-tiny-1.0.0.jar");
        Files.copy(jar, NUA.home().resolve("deploy/builder-tiny.jar"));
        NuaPlatform.eventually(
                "the builder is there", () -> NUA.rest().get("/builders").text().contains("\"tiny\""));
        Path sample = folder.resolve("builder/src/test/samples/hello");
        NUA.deploy(sample, "tiny").expect(0);
        assertEquals("Hello from tiny\n", NUA.visit("tiny", "/").expect(200).text());
        NUA.nua("plugins", "uninstall", "builder-tiny").expect(0);
        NUA.nua("plugins", "install", target.resolve("builder-tiny-1.0.0.kar").toString(), "--unsigned")
                .expect(0);
        NUA.deploy(sample, "tiny").expect(0);
        NUA.nua("destroy", "tiny", "--yes").expect(0);
    }

    @Test
    void anAppPackageIsMadeAndDeployed(@TempDir Path folder) throws Exception {
        Path target = built(folder, "app");
        Path dropped = NUA.home().resolve("deploy/app-tiny.jar");
        Files.copy(target.resolve("app-tiny-1.0.0.jar"), dropped);
        NuaPlatform.eventually(
                "the package is offered",
                () -> NUA.nua("packages", "search", "hello").out().contains("app-tiny 1.0.0"));
        NUA.nua("packages", "install", "tiny", "--app", "pages").expect(0);
        assertEquals("Hello from tiny\n", NUA.visit("pages", "/").expect(200).text());
        NUA.nua("plugins", "uninstall", "app-tiny").expect(0);
        assertFalse(Files.exists(dropped));
        NUA.nua("packages", "show", "tiny").expect(3);
        assertEquals("Hello from tiny\n", NUA.visit("pages", "/").expect(200).text(), "what it brought runs on");
        assertTrue(NUA.nua(
                        "plugins",
                        "install",
                        target.resolve("app-tiny-1.0.0.kar").toString(),
                        "--unsigned")
                .expect(0)
                .out()
                .contains("app package tiny"));
        NUA.nua("deploy", "--package", "tiny", "--app", "pages").expect(0);
        NUA.nua("destroy", "pages", "--yes").expect(0);
    }

    @Test
    void aBackingServiceIsMadeAndUsed(@TempDir Path folder) throws Exception {
        Path kar = built(folder, "service").resolve("service-tiny-1.0.0.kar");
        Files.copy(kar, NUA.home().resolve("deploy/service-tiny.kar"));
        NuaPlatform.eventually(
                "the service is offered", () -> NUA.rest().get("/offers").text().contains("\"tiny\""));
        Path app = Files.createDirectory(folder.resolve("reader"));
        Files.writeString(app.resolve("package.json"), "{\"scripts\":{\"start\":\"node server.js\"}}");
        Files.writeString(
                app.resolve("server.js"),
                """
                const http = require('http');
                const auth = process.env.FILES_USER + ':' + process.env.FILES_PASSWORD;
                http.createServer((request, response) => http.get(process.env.FILES_URL, {auth}, (answer) => {
                  response.statusCode = answer.statusCode;
                  answer.pipe(response);
                })).listen(process.env.PORT);
                """);
        Files.writeString(
                app.resolve("nua-config.toml"), "format = 1\n[[provider]]\nname = \"files\"\ntype = \"tiny\"\n");
        NUA.deploy(app, "reader").expect(0);
        assertEquals("Hello from tiny\n", NUA.visit("reader", "/").expect(200).text());
        String dump = NUA.dump("reader-files", "reader");
        NUA.nua("services", "restore", "reader-files", dump).expect(0);
        assertEquals("Hello from tiny\n", NUA.visit("reader", "/").expect(200).text());
        NUA.nua("destroy", "reader", "--yes").expect(0);
        NUA.nua("services", "destroy", "reader-files", "--yes").expect(0);
    }
}
