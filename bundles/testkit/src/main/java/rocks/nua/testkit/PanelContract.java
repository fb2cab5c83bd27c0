package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rocks.nua.api.extension.Panel;

/** What the panel of every plugin must keep, as far as its files tell. */
public abstract class PanelContract {
    /** What browsers refuse in a panel: scripts and styles within a page, modules, things of other servers. */
    private static final Pattern REFUSED = Pattern.compile(
            "<script(?![^>]*\\ssrc=)|<style|\\s(?:style|on[a-z]+)=|type=[\"']?module|\\s(?:src|href)=[\"']?(?:https?:)?//",
            Pattern.CASE_INSENSITIVE);

    /** The panel under test. */
    protected abstract Panel panel();

    /** The name of its plugin, as {@code @Plugin} says it. */
    protected abstract String name();

    @Test
    void itsTitleFitsIntoTheNavigation() {
        assertTrue(panel().title().matches("\\S(.{0,38}\\S)?"), "the title is no line of 1 to 40 characters");
    }

    @Test
    void itsPagesAreShownAsTheyAre() throws IOException, URISyntaxException {
        for (Path page : pages()) {
            List<String> refused = REFUSED.matcher(Files.readString(page))
                    .results()
                    .map(match -> match.group())
                    .toList();
            assertEquals(
                    List.of(),
                    refused,
                    page + " has what browsers refuse: put scripts and styles into files beside it");
        }
    }

    private List<Path> pages() throws IOException, URISyntaxException {
        String index = "/panels/" + name() + "/index.html";
        URL found = panel().getClass().getResource(index);
        assertNotNull(found, "there is no " + index + " among the resources");
        try (Stream<Path> files = Files.walk(Path.of(found.toURI()).resolveSibling(""))) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }
}
