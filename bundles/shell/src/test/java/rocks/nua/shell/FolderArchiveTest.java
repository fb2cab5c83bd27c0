package rocks.nua.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;

class FolderArchiveTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void filesModesAndLinksWithoutGitHistory() throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/config"), "x");
        Files.writeString(folder.resolve("src/app.js"), "hello");
        Path script = Files.writeString(folder.resolve("start"), "#!/bin/sh");
        Files.setPosixFilePermissions(script, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("start"));
        Map<String, String> entries = new TreeMap<>();
        FolderArchive archive = FolderArchive.of(folder);
        try (archive;
                var tar = new TarArchiveInputStream(archive.open())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String kind = entry.isSymbolicLink()
                        ? "-> " + entry.getLinkName()
                        : new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                entries.put(entry.getName(), Integer.toOctalString(entry.getMode() & 0777) + " " + kind);
            }
        }
        assertEquals(Map.of("link", "644 -> start", "src/app.js", "644 hello", "start", "755 #!/bin/sh"), entries);
        assertFalse(Files.exists(archive.file()));
    }

    @Test
    void noFolder() {
        assertThrows(NuaException.class, () -> FolderArchive.of(folder.resolve("none")));
    }
}
