package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A builder of a third party comes and goes while everything runs. */
@Tag("docker")
final class HotDeployIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static boolean isThere() {
        return NUA.rest().get("/builders").expect(200).text().contains("\"word\"");
    }

    @Test
    void aJarIsUsedByTheNextDeployAndGoneAfterItsRemoval(@TempDir Path folder) throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("word.txt"), "abracadabra");
        Program unknown = NUA.deploy(source, "word").expect(1);
        assertTrue((unknown.out() + unknown.err()).contains("FAILED at PLAN"), unknown.toString());

        Path jar = PluginJar.make(folder);
        Path deployed = NUA.home().resolve("deploy/word-builder.jar");
        Files.copy(jar, NUA.home().resolve("deploy/.word-builder.jar.part"));
        Files.move(NUA.home().resolve("deploy/.word-builder.jar.part"), deployed, StandardCopyOption.ATOMIC_MOVE);
        NuaPlatform.eventually("the builder is there", HotDeployIT::isThere);
        assertTrue(NUA.nua("plan", source.toString(), "--app", "word")
                .expect(0)
                .out()
                .contains("the folder has a word.txt"));
        NUA.deploy(source, "word").expect(0);
        assertEquals("abracadabra", NUA.visit("word", "/").expect(200).text());

        Files.delete(deployed);
        NuaPlatform.eventually("the builder is gone", () -> !isThere());
        Program again = NUA.deploy(source, "word").expect(1);
        assertTrue((again.out() + again.err()).contains("FAILED at PLAN"), again.toString());
        assertEquals("abracadabra", NUA.visit("word", "/").expect(200).text(), "what it built runs on");
        NUA.nua("restart", "word").expect(0);
        assertEquals("abracadabra", NUA.visit("word", "/").expect(200).text());
        assertFalse(
                Files.readString(NUA.home().resolve("karaf/data/log/karaf.log")).contains("NoClassDefFoundError"));
    }
}
