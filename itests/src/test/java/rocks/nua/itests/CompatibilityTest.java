package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Plugin;

/** What plugins stand on keeps what was promised with api 1.0, and its versions tell what came to it. */
class CompatibilityTest {
    private static final Path FIRST = Path.of("src/test/fixtures/api-1.0.jar");
    private static final String PACKAGES = "rocks.nua.api,rocks.nua.api.build,rocks.nua.api.service";

    @Test
    void everyPackageIsStillOneAndSaysWhatChanged() throws Exception {
        URI now =
                Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        try (Processor processor = new Processor();
                Jar older = new Jar(FIRST.toFile());
                Jar newer = new Jar(Path.of(now).toFile())) {
            var infos =
                    new Baseline(processor, new DiffPluginImpl()).baseline(newer, older, new Instructions(PACKAGES));
            List<String> wrong = infos.stream()
                    .filter(info -> info.mismatch || info.newerVersion.getMajor() != 1)
                    .map(info -> info.packageName + " is " + info.newerVersion + ", should be " + info.suggestedVersion
                            + " or keep what was there: " + info.packageDiff)
                    .toList();
            assertEquals(List.of(), wrong);
            assertTrue(infos.size() >= 3, "looked at " + infos.size() + " packages");
        }
    }
}
