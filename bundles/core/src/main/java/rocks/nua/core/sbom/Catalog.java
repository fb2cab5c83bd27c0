package rocks.nua.core.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One kind of packages, and how the files of an image tell of them. */
interface Catalog {
    /** All that are known. */
    List<Catalog> ALL = List.of(
            new DebianPackages(),
            new NodePackages(),
            new PythonPackages(),
            new JavaArchives(),
            new ComposerPackages(),
            new GoPrograms(),
            new RubyGems(),
            new OperatingSystem());

    /** Larger than any list of packages that was seen, and small for the memory of the platform. */
    int LARGEST_TEXT = 8 << 20;

    /**
     * Whether this file tells of such packages.
     *
     * @param path from the root, without a slash at its start
     */
    boolean holds(String path);

    /** The packages that the file tells of; what is not as it should be tells of none. */
    List<Component> read(String path, InputStream file) throws IOException;

    /** The text of a file; that of one that is too large is empty. */
    static String text(InputStream file) throws IOException {
        byte[] bytes = file.readNBytes(LARGEST_TEXT + 1);
        return bytes.length > LARGEST_TEXT ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
