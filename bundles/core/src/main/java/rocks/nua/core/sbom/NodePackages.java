package rocks.nua.core.sbom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/** Packages of npm below any {@code node_modules}. */
final class NodePackages implements Catalog {
    private static final Pattern PATH = Pattern.compile("(?:.*/)?node_modules/(?:@[^/]+/)?[^/@][^/]*/package\\.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean holds(String path) {
        return path.endsWith("/package.json") && PATH.matcher(path).matches();
    }

    @Override
    public List<Component> read(String path, InputStream file) throws IOException {
        JsonNode about = tree(file);
        String name = about.path("name").asText();
        String version = about.path("version").asText();
        if (name.isEmpty() || version.isEmpty()) {
            return List.of();
        }
        int slash = name.startsWith("@") ? name.indexOf('/') : -1;
        return List.of(
                slash < 0
                        ? Component.of("npm", "", name, version)
                        : Component.of("npm", name.substring(0, slash), name.substring(slash + 1), version));
    }

    /** The JSON of a file; of one that is none, or too large, nothing. */
    static JsonNode tree(InputStream file) throws IOException {
        try {
            return JSON.readTree(Catalog.text(file));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
