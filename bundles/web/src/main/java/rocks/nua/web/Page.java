package rocks.nua.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that browsers get, opened.
 *
 * @param file where it comes from
 * @param policy what browsers let it do, in the words of Content-Security-Policy
 */
record Page(URLConnection file, String policy) {
    /** Neither folders nor classes, and nothing outside of the folder. */
    private static final Pattern FILE = Pattern.compile("([\\w-][\\w.-]*/)*[\\w-][\\w.-]*\\.(?!class$)[a-z0-9]{1,8}");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html;charset=UTF-8"),
            Map.entry("js", "text/javascript;charset=UTF-8"),
            Map.entry("css", "text/css;charset=UTF-8"),
            Map.entry("txt", "text/plain;charset=UTF-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"));

    /** The file at a path below a folder of the bundle that a class is from; without a name it is {@code index.html}. */
    static Optional<Page> find(Class<?> in, String folder, String path, String policy) throws IOException {
        String name = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
        var url = FILE.matcher(name).matches() ? in.getResource("/" + folder + "/" + name) : null;
        return url == null ? Optional.empty() : Optional.of(new Page(url.openConnection(), policy));
    }

    /** Its media type, by its name. */
    String type() {
        String path = file.getURL().getPath();
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    }

    InputStream content() throws IOException {
        return file.getInputStream();
    }
}
