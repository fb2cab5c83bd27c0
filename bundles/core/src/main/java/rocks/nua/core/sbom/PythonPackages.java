package rocks.nua.core.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Distributions of Python, each with a folder that tells of it. */
final class PythonPackages implements Catalog {

    @Override
    public boolean holds(String path) {
        return path.endsWith(".dist-info/METADATA")
                || path.endsWith(".egg-info/PKG-INFO")
                || path.endsWith(".egg-info");
    }

    @Override
    public List<Component> read(String path, InputStream file) throws IOException {
        Fields head = Fields.of(Catalog.text(file));
        Optional<Component> found = head.get("name")
                .flatMap(name -> head.get("version").map(version -> Component.of("pypi", "", name, version)));
        return found.stream().toList();
    }
}
