package rocks.nua.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import rocks.nua.api.RelativePath;

/**
 * A folder with the source of an app inside a bundle.
 *
 * @param bundle that brings it
 * @param path of the folder in the bundle
 */
public record BundledTree(Bundle bundle, RelativePath path) {
    private static final String HEADER = "Nua-Packages";

    /** What a bundle brings; none while it does not run. */
    static Stream<BundledTree> of(Bundle bundle) {
        if (bundle.getState() != Bundle.ACTIVE) {
            return Stream.empty();
        }
        return Optional.ofNullable(bundle.getHeaders().get(HEADER)).stream()
                .flatMap(folders -> Arrays.stream(folders.split(",", -1)))
                .map(folder -> folder.strip().replaceAll("^/+|/+$", ""))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> new BundledTree(bundle, new RelativePath(folder)));
    }

    /** Symbolic name and version of the bundle. */
    public String origin() {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** A text that changes whenever the bundle is replaced. */
    public String state() {
        return bundle.getBundleId() + " " + bundle.getLastModified() + " " + path;
    }

    /** Copies the files into a folder; a bundle knows no modes, so scripts are executable. */
    public void copyTo(Path folder) {
        List<URL> files = Optional.ofNullable(bundle.findEntries(path.value(), "*", true)).stream()
                .flatMap(found -> Collections.list(found).stream())
                .filter(url -> !url.getPath().endsWith("/"))
                .toList();
        for (URL file : files) {
            String name = file.getPath()
                    .replaceFirst("^/+", "")
                    .substring(path.value().length() + 1);
            copy(file, new RelativePath(name).below(folder));
        }
    }

    private static void copy(URL from, Path to) {
        try (InputStream content = from.openStream()) {
            Files.createDirectories(java.util.Objects.requireNonNull(to.getParent()));
            byte[] bytes = content.readAllBytes();
            Files.write(to, bytes);
            if (new String(bytes, 0, Math.min(2, bytes.length), StandardCharsets.ISO_8859_1).equals("#!")) {
                Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
