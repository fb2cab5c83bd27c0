package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the platform's home is full: what serves goes on, nothing is half done, and later all is well again. */
@Tag("docker")
final class DiskFullIT {
    private static final String APP = "narrow";

    @RegisterExtension
    @Order(1)
    static final SmallDisk DISK = new SmallDisk();

    @RegisterExtension
    @Order(2)
    static final NuaPlatform NUA = new NuaPlatform(DISK.folder());

    @TempDir
    private static Path folder;

    private static Path source;

    @BeforeAll
    static void serve() throws IOException {
        source = Sources.copy("hello-node", folder.resolve("x"));
        NUA.deploy(source, APP).expect(0);
    }

    @AfterEach
    void wellAgain() throws IOException {
        DISK.free();
        Files.deleteIfExists(source.resolve("large"));
        Sources.answer(source, "roomy");
        NUA.deploy(source, APP).expect(0);
        assertEquals("roomy", answer());
        assertTrue(NUA.buildFolders().isEmpty());
    }

    private static String answer() {
        return NUA.visit(APP, "/").expect(200).text().strip();
    }

    @Test
    void aSourceThatDoesNotFitIsRefused() throws IOException {
        byte[] large = new byte[8 << 20];
        new Random(1).nextBytes(large);
        Files.write(source.resolve("large"), large);
        String before = answer();
        Set<String> things = NUA.things();
        DISK.fill(4 << 20);

        Program refused = NUA.deploy(source, APP).expect(1);

        assertTrue(refused.err().contains("full"), refused::err);
        Sentence.check(refused.err().strip());
        assertEquals(before, answer());
        assertEquals(things, NUA.things());
        assertTrue(NUA.buildFolders().isEmpty());
    }

    @Test
    void withoutAnySpaceNothingChanges() throws IOException {
        String before = answer();
        DISK.fill(0);

        Program refused =
                NUA.nua("env", "set", APP, "GREETING=" + "x".repeat(60_000)).expect(1);

        Sentence.check(refused.err().strip());
        assertEquals(before, answer());
        NUA.nua("apps").expect(0);
    }
}
