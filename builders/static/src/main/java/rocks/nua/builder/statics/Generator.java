package rocks.nua.builder.statics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.SourceTree;

/**
 * A program of Debian that makes pages of texts.
 *
 * @param name its name for people
 * @param file the configuration that tells of it
 * @param folder where it puts the pages
 * @param packages Debian packages that bring it
 * @param command program and arguments
 */
record Generator(String name, String file, String folder, List<String> packages, List<String> command) {
    private static final List<String> HUGO =
            List.of("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml");
    /** A site that names no address, or the one that Hugo invents, is made for whichever it gets. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?im)^\\W*baseURL\\W*[=:]\\s*[\"']?https?://(?!(?:www\\.)?example\\.)");

    private static final Pattern MATERIAL = Pattern.compile("(?m)(?:^\\s+|\\{\\s*)name:\\s*[\"']?material\\b");
    private static final List<String> PLUGINS = List.of(
            "jekyll-archives",
            "jekyll-feed",
            "jekyll-include-cache",
            "jekyll-paginate",
            "jekyll-paginate-v2",
            "jekyll-redirect-from",
            "jekyll-seo-tag",
            "jekyll-sitemap",
            "jekyll-toc");

    /** Empty: no generator's configuration and texts are there, or its plugins come from elsewhere. */
    static Optional<Generator> of(SourceTree source) {
        return hugo(source).or(() -> mkdocs(source)).or(() -> jekyll(source));
    }

    private static Optional<Generator> hugo(SourceTree source) {
        return HUGO.stream()
                .filter(source::has)
                .filter(file -> file.startsWith("hugo.") || any(source, "content/**", "archetypes/**"))
                .findFirst()
                .map(file -> {
                    var command = new ArrayList<>(List.of("hugo"));
                    if (!ADDRESS.matcher(text(file, source)).find()) {
                        command.addAll(List.of("--baseURL", "/"));
                    }
                    return new Generator("Hugo", file, "public", List.of("hugo"), command);
                });
    }

    private static Optional<Generator> mkdocs(SourceTree source) {
        return source.has("mkdocs.yml")
                ? Optional.of(new Generator(
                        "MkDocs",
                        "mkdocs.yml",
                        "site",
                        MATERIAL.matcher(text("mkdocs.yml", source)).find()
                                ? List.of("mkdocs", "mkdocs-material")
                                : List.of("mkdocs"),
                        List.of("mkdocs", "build")))
                : Optional.empty();
    }

    /** A leftover configuration beside finished pages is none of Jekyll's sites. */
    private static Optional<Generator> jekyll(SourceTree source) {
        boolean texts = any(source, "{_posts,_layouts,_includes}/**", "*.{md,markdown}")
                || text("index.html", source).startsWith("---");
        if (!source.has("_config.yml") || !texts) {
            return Optional.empty();
        }
        String config = text("_config.yml", source);
        var packages = new ArrayList<>(List.of("jekyll", "jekyll-theme-minima"));
        PLUGINS.stream()
                .filter(plugin -> config.matches("(?s).*\\b" + plugin + "(?![\\w-]).*"))
                .forEach(plugin -> packages.add("ruby-" + plugin));
        return Optional.of(new Generator(
                "Jekyll",
                "_config.yml",
                "_site",
                packages,
                List.of("env", "JEKYLL_ENV=production", "jekyll", "build")));
    }

    List<String> because() {
        return List.of(
                "there is a " + file + " of " + name,
                name + " comes from Debian 13 and makes pages in " + folder + "/, which nginx serves");
    }

    private static boolean any(SourceTree source, String... globs) {
        return Stream.of(globs).anyMatch(glob -> !source.files(glob).isEmpty());
    }

    /** Empty where there is none, or one in another encoding. */
    private static String text(String file, SourceTree source) {
        try {
            return source.read(file).orElse("");
        } catch (NuaException e) {
            return "";
        }
    }
}
