package rocks.nua.core.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Packages of PHP's Composer, as it lists them itself. */
final class ComposerPackages implements Catalog {

    @Override
    public boolean holds(String path) {
        return path.endsWith("vendor/composer/installed.json");
    }

    @Override
    public List<Component> read(String path, InputStream file) throws IOException {
        JsonNode list = NodePackages.tree(file);
        List<Component> found = new ArrayList<>();
        // Composer 1 wrote the list alone
        for (JsonNode one : list.isArray() ? list : list.path("packages")) {
            String name = one.path("name").asText();
            String version = one.path("version").asText();
            int slash = name.indexOf('/');
            if (slash > 0 && !version.isEmpty()) {
                found.add(Component.of("composer", name.substring(0, slash), name.substring(slash + 1), version));
            }
        }
        return found;
    }
}
