package rocks.nua.core.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepLogTest {
    @TempDir
    Path folder;

    @Test
    void keepsTabsAndColoursAndDropsOtherControlCharacters() throws Exception {
        var log = new StepLog(folder.resolve("log"));
        log.line("a\tb \u001b[31mred\u001b[0m \u0007bell\r\u0000");
        assertEquals("a\tb \u001b[31mred\u001b[0m bell\n", Files.readString(folder.resolve("log")));
    }

    @Test
    void readsWhatWasWritten() {
        var log = new StepLog(folder.resolve("log"));
        log.line("one");
        log.inside().line("two");
        List<String> read = new ArrayList<>();
        log.read(read::add, () -> true);
        assertEquals(List.of("one", "    two"), read);
    }
}
