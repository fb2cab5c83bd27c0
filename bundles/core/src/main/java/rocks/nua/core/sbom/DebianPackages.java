package rocks.nua.core.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What dpkg has installed; images without dpkg keep the same in a folder with one file for each package. */
final class DebianPackages implements Catalog {
    private static final String STATUS = "var/lib/dpkg/status";

    @Override
    public boolean holds(String path) {
        return path.equals(STATUS) || (path.startsWith(STATUS + ".d/") && !path.endsWith(".md5sums"));
    }

    @Override
    public List<Component> read(String path, InputStream file) throws IOException {
        return Arrays.stream(Catalog.text(file).split("\n\n+", -1))
                .map(Fields::of)
                .flatMap(block -> component(block).stream())
                .toList();
    }

    /** A package that was removed stays in the list while its configuration is there. */
    private static Optional<Component> component(Fields block) {
        if (!block.get("status").orElse("installed").endsWith("installed")
                || block.get("status").orElse("").endsWith("not-installed")) {
            return Optional.empty();
        }
        Map<String, String> architecture =
                block.get("architecture").map(arch -> Map.of("arch", arch)).orElse(Map.of());
        return block.get("package").flatMap(name -> block.get("version")
                .map(version -> Component.of("deb", "debian", name, version, architecture)));
    }
}
