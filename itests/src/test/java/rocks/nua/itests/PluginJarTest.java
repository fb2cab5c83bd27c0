package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginJarTest {
    @Test
    void aPluginNeedsNothingButTheApi(@TempDir Path folder) throws Exception {
        try (JarFile jar = new JarFile(PluginJar.make(folder).toFile())) {
            var header = jar.getManifest().getMainAttributes();
            String imports = header.getValue("Import-Package");
            assertTrue(imports.matches("rocks\\.nua\\.api\\.build;version=\"\\[1\\.[0-9]+,2\\)\""), imports);
            assertNotNull(jar.getEntry("OSGI-INF/word.WordBuilder.xml"));
        }
    }
}
