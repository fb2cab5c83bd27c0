package rocks.nua.manifest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;

/** Reads {@code volumes} of a Compose service: what has a name becomes a volume, what is the machine's is refused. */
record ComposeMounts(Section service, boolean exclusive) {
    List<AppSpec.Volume> read() {
        Map<String, AppSpec.Volume> volumes = new LinkedHashMap<>();
        for (Value item : service.items("volumes")) {
            if (item instanceof Value.Table table) {
                Section mount = service.below("volumes", table);
                boolean temporary = mount.text("type").equals("tmpfs");
                mount(
                        mount.text("source"),
                        mount.text("target"),
                        mount.text("type").equals("bind"),
                        temporary,
                        item,
                        volumes);
                mount.known("read-only", "consistency");
                mount.notYet("bind", "volume", "tmpfs");
                mount.end();
            } else {
                String[] parts = service.text("volumes", item).split(":", -1);
                mount(
                        parts.length == 1 ? "" : parts[0],
                        parts.length == 1 ? parts[0] : parts[1],
                        false,
                        false,
                        item,
                        volumes);
            }
        }
        return List.copyOf(volumes.values());
    }

    private void mount(
            String source,
            String target,
            boolean bind,
            boolean temporary,
            Value item,
            Map<String, AppSpec.Volume> volumes) {
        if (!target.matches("/[^\\p{Cntrl}:,]+") || List.of(target.split("/")).contains("..")) {
            throw item.place()
                    .reject(service.path("volumes")
                            + " must name an absolute folder in the container. Write data:/data.");
        }
        if (temporary) {
            service.warn(item, "volumes", target + " has no effect yet: use /tmp.");
        } else if (source.isEmpty()) {
            service.warn(
                    item, "volumes", target + " has no name and is not kept. Write data:" + target + " to keep it.");
        } else if (bind || source.matches("[./~\\\\].*")) {
            bind(source, target, item);
        } else {
            String name = ServicesReader.word(source, target);
            if (volumes.putIfAbsent(name, new AppSpec.Volume(name, target, exclusive)) != null) {
                service.warn(item, "volumes", "has '" + name + "' a second time, which has no effect.");
            }
        }
    }

    private void bind(String source, String target, Value item) {
        if (source.endsWith("docker.sock")) {
            throw item.place()
                    .reject(
                            service.path("volumes")
                                    + " asks for the engine's socket, which is the whole machine and no app gets. Remove the line, and what needs it.");
        }
        if (inside(source).isEmpty()) {
            throw item.place()
                    .reject(service.path("volumes") + " asks for " + NuaException.excerpt(source)
                            + " of the machine, which no app gets. Write a volume with a name instead, such as data:"
                            + target
                            + ".");
        }
        service.warn(
                item,
                "volumes",
                NuaException.excerpt(source)
                        + " is not mounted: the app has what its image has, and a volume such as data:" + target
                        + " for what it keeps.");
    }

    /** A path of the folder without its dots; "." is the folder itself, empty one that leads out of it. */
    static String inside(String path) {
        if (path.matches("(?s).*[\\p{Cntrl}\\\\].*")) {
            return "";
        }
        Path normal = Path.of("/folder").resolve(path).normalize();
        Path folder = Path.of("/folder");
        if (path.startsWith("/") || path.startsWith("~") || !normal.startsWith(folder)) {
            return "";
        }
        return normal.equals(folder) ? "." : folder.relativize(normal).toString();
    }
}
