package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
            List<String> wrong =
                    infos.stream().flatMap(CompatibilityTest::faults).toList();
            assertEquals(List.of(), wrong);
            assertTrue(
                    infos.stream()
                            .flatMap(info -> info.packageDiff.getChildren().stream())
                            .anyMatch(type -> type.getName().equals("rocks.nua.api.service.BackingService")),
                    "the types are compared by their names");
        }
    }

    private static Stream<String> faults(Baseline.Info info) {
        String silent =
                info.packageDiff.getDelta() != Delta.UNCHANGED && info.newerVersion.compareTo(info.olderVersion) <= 0
                        ? info.packageName + " changed and is still " + info.newerVersion
                        : "";
        String next = info.newerVersion.getMajor() != 1 ? info.packageName + " is " + info.newerVersion : "";
        Stream<String> broken = info.packageDiff.getChildren().stream()
                .filter(type -> type.getDelta() == Delta.MAJOR || type.getDelta() == Delta.REMOVED)
                .map(Diff::getName)
                .filter(CompatibilityTest::isForPlugins)
                .map(type -> type + " breaks plugins of api 1.0");
        return Stream.concat(Stream.of(silent, next).filter(fault -> !fault.isEmpty()), broken);
    }

    /** Of the services, plugins know the recipe only; the rest is what front doors are told. */
    private static boolean isForPlugins(String type) {
        return type.startsWith("rocks.nua.")
                && (!type.startsWith("rocks.nua.api.service.")
                        || type.startsWith("rocks.nua.api.service.BackingService"));
    }
}
