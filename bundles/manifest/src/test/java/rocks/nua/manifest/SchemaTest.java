package rocks.nua.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.NuaException;

/** The published schema and the reader say the same. */
class SchemaTest {
    private static final Path SCHEMA = Path.of("../../docs/nua-config.schema.json");
    private static final Path EXAMPLES = Path.of("../../examples");

    /** Opens every section that the reader has; a table of the environment tells its keys as far as it is read. */
    private static final String EVERY_SECTION =
            """
            [build]
            builder = { name = "node" }
            [env]
            A = { from = "data", key = "target" }
            B = { random = true, length = 8, type = "int" }
            C = { unique-user = true }
            D = { unique-db = true }
            E = {}
            [port.web]
            container = { key = "PORT" }
            [[process]]
            name = "worker"
            start = "x"
            [[volume]]
            target = "/data"
            [[provider]]
            name = "database"
            [healthcheck]
            path = "/"
            [[cron]]
            name = "tidy"
            schedule = "0 3 * * *"
            command = "x"
            """;

    private final JsonNode document;
    private final JsonSchema schema;

    SchemaTest() throws IOException {
        document = new ObjectMapper().readTree(SCHEMA.toFile());
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
    }

    @Test
    void hasTheKeysThatTheReaderKnows() {
        var remarks = new Remarks();
        new SpecReader(Syntax.of("x.toml").parse("x.toml", EVERY_SECTION), remarks).read();
        Map<String, Set<String>> known = new TreeMap<>();
        remarks.keys().forEach((path, keys) -> known.computeIfAbsent(
                        path.replaceFirst("^(env|port)\\.[^.]+", "$1.*"), none -> new TreeSet<>())
                .addAll(keys));

        Map<String, Set<String>> said = new TreeMap<>();
        collect("", document, said);

        assertEquals(known, said);
    }

    /** The keys of every object whose keys are fixed. */
    private static void collect(String path, JsonNode node, Map<String, Set<String>> into) {
        if (!node.isObject()) {
            return;
        }
        node.path("anyOf").forEach(choice -> collect(path, choice, into));
        collect(path, node.path("items"), into);
        collect(path + ".*", node.path("additionalProperties"), into);
        node.path("properties").properties().forEach(property -> {
            into.computeIfAbsent(path, none -> new TreeSet<>()).add(property.getKey());
            String name = property.getKey();
            collect(path.isEmpty() ? name : path + "." + name, property.getValue(), into);
        });
    }

    @TestFactory
    Stream<DynamicTest> theExamplesAreValid() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<Path> manifests = files.filter(
                            file -> file.getFileName().toString().startsWith("nua-config."))
                    .filter(file -> !file.toString().matches(".*/(broken-manifest|newer-format)/.*"))
                    .toList();
            assertNotEquals(0, manifests.size());
            return manifests.stream()
                    .map(file ->
                            dynamicTest(file.toString(), () -> assertEquals(Set.of(), faults(Files.readString(file)))));
        }
    }

    @Test
    void everySectionIsValid() {
        assertEquals(Set.of(), faults(EVERY_SECTION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format = 2",
                "env = 1",
                "[metadata]\ntags = \"wiki\"",
                "[build]\npackages = 7",
                "[build]\nsrc-checksum = \"123\"",
                "[build]\nsrc-url = \"app.tgz\"",
                "[build]\ngit-url = \"/srv/app.git\"",
                "[run]\nuser = \"A b\"",
                "[env]\n1A = \"x\"",
                "[env]\nA = { random = true, length = 0 }",
                "[env]\nA = { random = true, type = \"bytes\" }",
                "[port.web]\nproxy = 1",
                "[port.web]\ncontainer = 65536",
                "[port.web]\ncontainer = 80\nprotocol = \"sctp\"",
                "[process]\nname = \"x\"",
                "[[process]]\nname = \"web\"\nstart = \"x\"",
                "[[process]]\nname = \"worker\"",
                "[[volume]]\nname = \"data\"",
                "[[volume]]\ntarget = \"data\"",
                "[[volume]]\ntarget = \"/data\"\ntype = \"nfs\"",
                "[[provider]]\ntype = \"postgres\"",
                "[healthcheck]\ntimeout = \"2s\"",
                "[healthcheck]\npath = \"/\"\ncommand = \"x\"",
                "[healthcheck]\npath = \"/\"\ntimeout = \"soon\"",
                "[[cron]]\nname = \"x\"\ncommand = \"x\"\nschedule = \"daily\"",
                "[resources]\nmemory = \"much\"",
                "[resources]\ncpu = 0",
                "[resources]\npids = 1"
            })
    void whatTheReaderRefusesIsNotValid(String toml) {
        assertThrows(
                NuaException.class,
                () -> new SpecReader(Syntax.of("x.toml").parse("x.toml", toml), new Remarks()).read());
        assertNotEquals(Set.of(), faults(toml));
    }

    private Set<ValidationMessage> faults(String toml) {
        return schema.validate(json(Syntax.of("x.toml").parse("x.toml", toml)));
    }

    private static JsonNode json(Value value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (value instanceof Value.Table table) {
            ObjectNode object = make.objectNode();
            table.members().forEach((name, member) -> object.set(name, json(member)));
            return object;
        }
        if (value instanceof Value.Items items) {
            ArrayNode array = make.arrayNode();
            items.items().forEach(item -> array.add(json(item)));
            return array;
        }
        if (value instanceof Value.Number number) {
            return make.numberNode(new BigDecimal(number.text()));
        }
        return value instanceof Value.Bool bool
                ? make.booleanNode(bool.value())
                : make.textNode(Section.scalar(value).orElse(""));
    }
}
