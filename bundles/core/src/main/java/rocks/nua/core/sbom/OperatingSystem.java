package rocks.nua.core.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distribution that the image stands on, as {@code os-release} tells. */
final class OperatingSystem implements Catalog {

    @Override
    public boolean holds(String path) {
        return path.equals("etc/os-release") || path.equals("usr/lib/os-release");
    }

    @Override
    public List<Component> read(String path, InputStream file) throws IOException {
        Map<String, String> values = new HashMap<>();
        Catalog.text(file)
                .lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair ->
                        values.put(pair[0], pair[1].replaceAll("[\"']", "").strip()));
        String id = values.getOrDefault("ID", "");
        String version = values.getOrDefault("VERSION_ID", "");
        return id.matches("[a-z0-9._-]+") && version.matches("[A-Za-z0-9._-]*")
                ? List.of(new Component(Component.OPERATING_SYSTEM, "", id, version, ""))
                : List.of();
    }
}
