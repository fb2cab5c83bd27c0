package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents tell people to type works as it stands. */
@Tag("docker")
final class ReadmeIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/administrators.md", "docs/packagers.md", "docs/developers.md"})
    void everyConsoleCommandWorks(String document) throws IOException {
        List<String> commands = commands(NuaPlatform.CHECKOUT.resolve(document));
        assertTrue(commands.size() > 5 || !document.equals("README.md"), "commands: " + commands);
        for (String command : commands) {
            NUA.shell(command).expect(0);
        }
        NUA.nua("up").expect(0);
        for (var app : NUA.rest().get("/apps").json()) {
            NUA.nua("destroy", app.path("name").asText(), "--yes").expect(0);
        }
        assertEquals(0, NUA.rest().get("/apps").json().size());
    }

    private static List<String> commands(Path document) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean console = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) {
                console = line.equals("```console");
            } else if (console && line.startsWith("$ ") && !line.equals("$ ./nua test")) {
                commands.add(line.substring(2));
            }
        }
        return commands;
    }
}
