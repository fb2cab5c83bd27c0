package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples do what their README says: each is built, run and asked over HTTP, or rejected at its step. */
@Tag("docker")
final class ExamplesIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static final Path EXAMPLES = NuaPlatform.CHECKOUT.resolve("examples");

    private record Row(String folder, String second, String third) {}

    /** The rows of the README whose third column is, or is not, one word: a builder, or a reason. */
    private static List<Row> rows(boolean builders) throws IOException {
        String readme = Files.readString(EXAMPLES.resolve("README.md"));
        return Pattern.compile("^\\| `([^`]+)` \\| (.+?) \\| (.+?) \\|$", Pattern.MULTILINE)
                .matcher(readme)
                .results()
                .map((MatchResult row) -> new Row(row.group(1), row.group(2), row.group(3)))
                .filter(row -> row.second().matches("[A-Z]+") != builders)
                .toList();
    }

    static List<Row> deployable() throws IOException {
        return rows(true);
    }

    static List<Row> rejected() throws IOException {
        return rows(false);
    }

    @Test
    void theReadmeNamesThemAll() throws IOException {
        assertEquals(
                folders(EXAMPLES).stream()
                        .filter(name -> !name.equals("rejected"))
                        .toList(),
                deployable().stream().map(Row::folder).sorted().toList());
        assertEquals(
                folders(EXAMPLES.resolve("rejected")),
                rejected().stream().map(Row::folder).sorted().toList());
    }

    private static List<String> folders(Path parent) throws IOException {
        try (var all = Files.list(parent)) {
            return all.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("deployable")
    void answers(Row row) {
        NUA.deploy(EXAMPLES.resolve(row.folder()), row.folder()).expect(0);
        JsonNode info = NUA.rest().get("/apps/" + row.folder()).expect(200).json();
        assertEquals(row.third(), info.path("builder").asText());
        String first = NUA.visit(row.folder(), "/").expect(200).text();
        assertFalse(first.isBlank());
        BuildTools.expectNone(NUA, row.folder());
        NUA.deploy(EXAMPLES.resolve(row.folder()), row.folder()).expect(0);
        String second = NUA.visit(row.folder(), "/").expect(200).text();
        assertEquals(first.replaceAll("[0-9]+", "#"), second.replaceAll("[0-9]+", "#"), "visits may be counted");
        NUA.nua("destroy", row.folder(), "--yes").expect(0);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("rejected")
    void isRejected(Row row) {
        NUA.deploy(EXAMPLES.resolve("rejected").resolve(row.folder()), row.folder())
                .expect(1);
        String message = NUA.rest()
                .get("/apps/" + row.folder() + "/deployments")
                .expect(200)
                .json()
                .get(0)
                .path("message")
                .asText();
        assertTrue(message.startsWith("Failed at " + row.second() + ": "), message);
        Sentence.check(message);
        assertEquals(List.of(), List.copyOf(NUA.engine().containers(NUA.label(row.folder()))), "nothing runs");
    }
}
