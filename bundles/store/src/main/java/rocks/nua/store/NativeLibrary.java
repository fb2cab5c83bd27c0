package rocks.nua.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where SQLite's native library is unpacked: not in /tmp, which may be mounted noexec, and swept at each start, because a killed
 * process leaves its copy.
 */
final class NativeLibrary {
    private NativeLibrary() {}

    /** Makes the folder the place of the library; must come before the first connection. */
    static void unpackIn(Path folder) throws IOException {
        PrivateFiles.createFolders(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "sqlite-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        System.setProperty("org.sqlite.tmpdir", folder.toString());
    }
}
