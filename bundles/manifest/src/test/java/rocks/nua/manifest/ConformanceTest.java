package rocks.nua.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;

/** Reads what the first implementation read, as it read it, but for the differences listed here. */
class ConformanceTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("nua.conformance", "../../../shared/conformance"), "nua-config");

    /** Probes that the first implementation refused and we take, each with the reason. */
    private static final Map<String, String> TAKEN = Map.of(
            "missing-id", "conventions tell what the manifest does not",
            "no-metadata", "conventions tell what the manifest does not",
            "volume-options-list1", "its documentation shows the list of one table");

    /** Variables that have another value here, each with the reason. */
    private static final Map<String, String> OTHER_ENV = Map.of(
            "DB_NAME SQLITE_DB", "SQLite is no service here: the reader itself answers what its provider is asked",
            "DB_FOLDER SQLITE_DIR", "SQLite is no service here: the reader itself answers what its provider is asked");

    /** Providers that are left out here, each with the reason. */
    private static final Map<String, String> OTHER_PROVIDERS = Map.of(
            "sqlite", "it is a volume of the app",
            "app", "it was never built; it is an app of its own");

    /** What commands lose here, because nothing becomes root in a container. */
    private static final String SUDO = "(^|&& )sudo ";

    private final ManifestFiles reader = new ManifestFiles();

    @TestFactory
    Stream<DynamicTest> takesAndRefusesTheProbes(@TempDir Path folder) throws IOException {
        return members(json("probes.json"))
                .map(probe -> dynamicTest(probe.getKey(), () -> {
                    Files.writeString(
                            folder.resolve("nua-config.toml"),
                            probe.getValue().get("toml").asText());
                    boolean expected = probe.getValue().get("ok").asBoolean() || TAKEN.containsKey(probe.getKey());
                    assertEquals(expected, taken(folder));
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsThePublishedManifests() throws IOException {
        return members(json("expected.json"))
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    JsonNode expected = entry.getValue();
                    Path folder = FOLDER.resolve(entry.getKey()).resolve("..").normalize();
                    AppSpec spec = reader.read(folder).spec();
                    compare(expected.path("config"), spec);
                    assertEquals(
                            withoutSudo(texts(expected.path("build_command"))),
                            spec.build().commands());
                    assertEquals(
                            expected.path("src_url").asText(""),
                            spec.build().origin().archive());
                    AppSpec.Origin origin = spec.build().origin();
                    assertEquals(
                            expected.path("config")
                                    .path("build")
                                    .path("src-checksum")
                                    .asText(""),
                            origin.sha256());
                    assertEquals(
                            expected.path("wrap_image").asText(""), spec.build().baseImage());
                }));
    }

    private static void compare(JsonNode config, AppSpec spec) {
        JsonNode metadata = config.path("metadata");
        assertEquals(metadata.path("id").asText(""), spec.metadata().id());
        assertEquals(metadata.path("version").asText(""), spec.metadata().version());
        assertEquals(metadata.path("title").asText(""), spec.metadata().title());
        assertEquals(metadata.path("author").asText(""), spec.metadata().author());
        assertEquals(texts(metadata.path("tags")), spec.metadata().tags());
        assertEquals(
                withoutSudo(texts(config.path("run").path("start"))), spec.run().start());
        assertEquals(texts(config.path("run").path("packages")), spec.run().packages());
        assertEquals(texts(config.path("build").path("test")), spec.build().test());
        members(config.path("env")).forEach(variable -> env(variable.getKey(), variable.getValue(), spec));
        assertEquals(config.path("env").size(), spec.env().size());
        assertEquals(
                StreamSupport.stream(config.path("provider").spliterator(), false)
                        .filter(provider -> !OTHER_PROVIDERS.containsKey(provider.path("module-name")
                                .asText(provider.path("type").asText())))
                        .map(provider -> provider.path("name").asText())
                        .toList(),
                spec.providers().stream().map(AppSpec.Provider::name).toList());
        assertEquals(
                StreamSupport.stream(config.path("volume").spliterator(), false)
                        .map(volume -> volume.path("target").asText())
                        .toList(),
                spec.volumes().stream()
                        .map(AppSpec.Volume::target)
                        .filter(target -> !target.equals("/nua/app/sqlite"))
                        .toList());
        members(config.path("port"))
                .filter(port -> port.getValue().path("container").isInt())
                .forEach(port -> assertEquals(
                        new AppSpec.Port(port.getValue().path("container").asInt()),
                        spec.ports().get(port.getKey())));
    }

    private static void env(String name, JsonNode expected, AppSpec spec) {
        EnvValue value = spec.env().get(name);
        if (OTHER_ENV.containsKey(name + " " + expected.path("key").asText())) {
            assertFalse(value instanceof EnvValue.From, name);
            return;
        }
        if (expected.isTextual()) {
            assertEquals(new EnvValue.Text(expected.asText()), value);
        } else if (expected.has("key")) {
            assertEquals(
                    new EnvValue.From(
                            expected.path("from").asText(""),
                            expected.path("key").asText()),
                    value);
        } else if (expected.has("random")) {
            boolean numeric = expected.path("type").asText("").startsWith("int");
            boolean shown = expected.path("display").asText("").equals("true");
            assertEquals(new EnvValue.Random(expected.path("length").asInt(24), numeric, false, shown), value);
        } else if (expected.has("external-ip") || expected.has("external_ip")) {
            assertEquals(new EnvValue.ExternalIp(), value);
        } else {
            fail("no such expression is expected: " + expected);
        }
    }

    private static List<String> withoutSudo(List<String> commands) {
        return commands.stream().map(command -> command.replaceAll(SUDO, "$1")).toList();
    }

    private boolean taken(Path folder) {
        try {
            reader.read(folder);
            return true;
        } catch (NuaException e) {
            assertEquals(NuaException.Kind.REJECTED_BY_APP, e.kind());
            return false;
        }
    }

    private static JsonNode json(String file) throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            String reason =
                    "skipped: there is no folder " + FOLDER.toAbsolutePath().normalize();
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
    }

    private static Stream<Map.Entry<String, JsonNode>> members(JsonNode node) {
        return node.properties().stream();
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        return new ArrayList<>(StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }
}
