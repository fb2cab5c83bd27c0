package rocks.nua.builder.node;

import java.util.Map;
import java.util.Optional;
import rocks.nua.api.build.Json;
import rocks.nua.api.build.SourceTree;

/**
 * The app that a workspace of Angular builds.
 *
 * @param folder where it puts the pages
 * @param server the file that renders them on request; empty: they are finished
 */
record Angular(String folder, String server) {
    static final String TOOL = "ng";
    private static final String FILE = "angular.json";

    /** The first app among the projects of the workspace; empty: there is none. */
    static Optional<Angular> of(SourceTree source) {
        return source.read(FILE).flatMap(text -> table(Json.parse(FILE, text), "projects").entrySet().stream()
                .filter(one -> !"library".equals(member(one.getValue(), "projectType")))
                .findFirst()
                .map(one -> of((String) one.getKey(), one.getValue())));
    }

    private static Angular of(String name, Object project) {
        Map<?, ?> targets = table(project, "architect");
        Object build = member(targets.isEmpty() ? table(project, "targets") : targets, "build");
        Map<?, ?> options = table(build, "options");
        Object path = member(options, "outputPath");
        String base = path instanceof String text ? text : text(path, "base", "dist/" + name);
        // the builders before this one put the pages into the folder itself
        boolean parts = text(build, "builder", "").endsWith(":application");
        String browser = parts ? text(path, "browser", "browser") : "";
        boolean renders = parts
                && (member(options, "ssr") instanceof Map || Boolean.TRUE.equals(member(options, "ssr")))
                && !"static".equals(member(options, "outputMode"));
        return new Angular(
                plain(base + "/" + browser),
                renders ? plain(base + "/" + text(path, "server", "server")) + "/server.mjs" : "");
    }

    private static String plain(String path) {
        return path.replaceAll("/{2,}", "/").replaceAll("^\\./|/$", "");
    }

    private static Map<?, ?> table(Object object, String key) {
        return member(object, key) instanceof Map<?, ?> table ? table : Map.of();
    }

    private static String text(Object object, String key, String otherwise) {
        return member(object, key) instanceof String text ? text : otherwise;
    }

    private static Object member(Object object, String key) {
        Object value = object instanceof Map<?, ?> table ? table.get(key) : null;
        return value == null ? Json.NULL : value;
    }
}
