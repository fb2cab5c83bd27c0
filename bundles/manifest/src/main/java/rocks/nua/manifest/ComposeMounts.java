package rocks.nua.manifest;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.SourceTree;

/** Reads {@code volumes} and {@code tmpfs} of a Compose service: what is the machine's is refused. */
record ComposeMounts(Section service, SourceTree source, boolean exclusive) {
    private static final Set<String> CLOCK = Set.of("/etc/localtime", "/etc/timezone");
    private static final Pattern FILE = Pattern.compile(".*\\.[A-Za-z0-9]+");

    List<AppSpec.Volume> read() {
        Map<String, AppSpec.Volume> volumes = new LinkedHashMap<>();
        memory(volumes);
        for (Value item : service.items("volumes")) {
            if (item instanceof Value.Table table) {
                Section mount = service.below("volumes", table);
                mount(mount, item, volumes);
            } else {
                String[] parts = service.text("volumes", item).split(":", -1);
                mount(parts.length == 1 ? "" : parts[0], parts.length == 1 ? parts[0] : parts[1], false, item, volumes);
            }
        }
        return List.copyOf(volumes.values());
    }

    private void mount(Section mount, Value item, Map<String, AppSpec.Volume> volumes) {
        String target = mount.text("target");
        String type = mount.text("type");
        if (type.equals("tmpfs")) {
            memory(target, mount.table("tmpfs").bytes("size").orElse(ServicesReader.MEMORY), item, volumes);
        } else {
            mount(mount.text("source"), target, type.equals("bind"), item, volumes);
        }
        mount.known("read-only", "consistency", "tmpfs");
        mount.notYet("bind", "volume");
        mount.end();
    }

    private void memory(Map<String, AppSpec.Volume> volumes) {
        List<Value> items = service.find("tmpfs")
                .map(value -> value instanceof Value.Items list ? list.items() : List.of(value))
                .orElse(List.of());
        for (Value item : items) {
            String[] parts = service.text("tmpfs", item).split(":", 2);
            long size = Arrays.stream(parts.length == 1 ? new String[0] : parts[1].split(",", -1))
                    .filter(option -> option.startsWith("size="))
                    .flatMap(option -> Quantity.bytes(option.substring("size=".length())).stream())
                    .findFirst()
                    .orElse(ServicesReader.MEMORY);
            memory(parts[0], size, item, volumes);
        }
    }

    private void memory(String target, long size, Value item, Map<String, AppSpec.Volume> volumes) {
        requireFolder(target, item);
        String name = ServicesReader.word("", target);
        volumes.putIfAbsent(name, new AppSpec.Volume(name, target, false, size));
    }

    private void requireFolder(String target, Value item) {
        if (!target.matches("/[^\\p{Cntrl}:,]+") || List.of(target.split("/")).contains("..")) {
            throw item.place()
                    .reject(service.path("volumes")
                            + " must name an absolute folder in the container. Write data:/data.");
        }
    }

    private void mount(String from, String target, boolean bind, Value item, Map<String, AppSpec.Volume> volumes) {
        requireFolder(target, item);
        if (from.isEmpty()) {
            service.warn(
                    item, "volumes", target + " has no name and is not kept. Write data:" + target + " to keep it.");
        } else if (CLOCK.contains(from)) {
            service.warn(item, "volumes", from + " is not mounted: apps have UTC, or what the variable TZ says.");
        } else if (keeps(from, target)) {
            String name = keep(from, target, item, volumes);
            service.warn(
                    item, "volumes", from + " is kept in the volume '" + name + "': the source has no such folder.");
        } else if (bind || from.matches("[./~\\\\].*")) {
            bind(from, target, item);
        } else {
            keep(from, target, item, volumes);
        }
    }

    /** A folder that Compose would make beside the file: for data, not of the source. */
    private boolean keeps(String from, String target) {
        String inside = from.startsWith(".") ? inside(from) : "";
        return !inside.isEmpty()
                && !inside.equals(".")
                && !FILE.matcher(target).matches()
                && !Files.exists(new RelativePath(inside).below(source.folder()), LinkOption.NOFOLLOW_LINKS);
    }

    private String keep(String from, String target, Value item, Map<String, AppSpec.Volume> volumes) {
        String name = ServicesReader.word(from, target);
        if (volumes.putIfAbsent(name, new AppSpec.Volume(name, target, exclusive)) != null) {
            service.warn(item, "volumes", "has '" + name + "' a second time, which has no effect.");
        }
        return name;
    }

    private void bind(String from, String target, Value item) {
        if (from.endsWith("docker.sock")) {
            throw item.place()
                    .reject(
                            service.path("volumes")
                                    + " asks for the engine's socket, which is the whole machine and no app gets. Remove the line, and what needs it.");
        }
        if (inside(from).isEmpty()) {
            throw item.place()
                    .reject(service.path("volumes") + " asks for " + NuaException.excerpt(from)
                            + " of the machine, which no app gets. Write a volume with a name instead, such as data:"
                            + target
                            + ".");
        }
        service.warn(
                item,
                "volumes",
                NuaException.excerpt(from)
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
