package rocks.nua.builder.php;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import rocks.nua.api.build.SourceTree;

/**
 * The folder that is served, and what unknown paths get.
 *
 * @param folder in the source; empty: the source itself
 * @param index the file in the source that is its first page
 * @param frontController whether index.php answers them
 */
record Site(String folder, String index, boolean frontController) {
    private static final String INDEX = "index.php";
    private static final List<String> FOLDERS = List.of("public", "web", "webroot", "public_html", "htdocs", "www", "");
    private static final Pattern ROUTES = Pattern.compile("REQUEST_URI|PATH_INFO|wp-blog-header\\.php|\\bautoload");

    static Optional<Site> find(SourceTree source) {
        return FOLDERS.stream()
                .filter(folder -> source.has(in(folder, INDEX)))
                .findFirst()
                .map(folder -> new Site(folder, in(folder, INDEX), !folder.isEmpty() || routes(source)))
                .or(() -> pageWithPrograms(source));
    }

    /** Pages that send their forms to a program beside them, which nobody may read instead. */
    private static Optional<Site> pageWithPrograms(SourceTree source) {
        return source.has("index.html") && !source.files("*.php").isEmpty()
                ? Optional.of(new Site("", "index.html", false))
                : Optional.empty();
    }

    /** The folder in the image. */
    String root() {
        return in("/app", folder);
    }

    private static boolean routes(SourceTree source) {
        return source.has(ComposerJson.FILE)
                || source.read("index.php")
                        .filter(text -> ROUTES.matcher(text).find())
                        .isPresent();
    }

    private static String in(String folder, String name) {
        return folder.isEmpty() ? name : name.isEmpty() ? folder : folder + "/" + name;
    }
}
