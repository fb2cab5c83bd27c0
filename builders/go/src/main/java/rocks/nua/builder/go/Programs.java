package rocks.nua.builder.go;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.SourceTree;

/**
 * The programs of a module: the packages named main.
 *
 * @param packages their folders, as Go wants them written
 * @param output where Go puts them
 * @param start arguments of the web process
 * @param because why
 */
record Programs(List<String> packages, String output, List<String> start, String because) {
    private static final Pattern MAIN = Pattern.compile("(?m)^package\\s+main\\b");
    private static final Pattern IGNORED = Pattern.compile("(?m)^//\\s*(?:go:build|\\+build)\\s+ignore\\b");
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final Pattern FOREIGN = Pattern.compile("(?:^|/)(?:vendor|testdata)(?:/|$)");

    /** @throws NuaException REJECTED_BY_APP when there is none, or no telling which serves */
    static Programs of(GoModule module, SourceTree source) {
        if (!main(source, "*.go").isEmpty()) {
            return one(".", "the folder itself is its package main");
        }
        List<String> folders = Stream.of("cmd/*/*.go", "cmd/*.go", "**/*.go")
                .map(glob -> folders(source, glob))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (folders.size() == 1) {
            return one("./" + folders.get(0), "its package main is " + folders.get(0));
        }
        if (folders.isEmpty() && source.spec().build().commands().isEmpty()) {
            throw NuaException.rejected("No program is in this Go module: no file says 'package main'."
                    + " Add one that does, such as main.go.");
        }
        return folders.isEmpty() ? one(".", "the manifest says how it is built") : several(folders, module, source);
    }

    /** Those that Go itself would look at, of this module or workspace. */
    private static List<String> folders(SourceTree source, String glob) {
        return main(source, glob).stream()
                .map(file -> file.value().substring(0, file.value().lastIndexOf('/')))
                .filter(folder -> FOLDER.matcher(folder).matches()
                        && !FOREIGN.matcher(folder).find()
                        && (source.has(GoModule.WORKSPACE) || !source.has(folder + "/" + GoModule.FILE)))
                .distinct()
                .toList();
    }

    private static Programs one(String folder, String because) {
        return new Programs(List.of(folder), "/app/bin/app", List.of("/app/bin/app"), because);
    }

    private static Programs several(List<String> folders, GoModule module, SourceTree source) {
        List<String> names = folders.stream()
                .map(folder -> folder.substring(folder.lastIndexOf('/') + 1))
                .toList();
        String web = Stream.of(module.shortName(), "web", "server", "api")
                .filter(names::contains)
                .findFirst()
                .orElse("");
        if (web.isEmpty() && source.spec().run().start().isEmpty()) {
            throw NuaException.rejected("There is more than one program ("
                    + NuaException.excerpt(String.join(", ", folders))
                    + "): say in nua-config.toml which one serves, with [run] start = \"bin/" + names.get(0) + "\".");
        }
        return new Programs(
                folders.stream().map(folder -> "./" + folder).toList(),
                "/app/bin/",
                List.of("/app/bin/" + (web.isEmpty() ? names.get(0) : web)),
                web.isEmpty() ? "the manifest says which program serves" : "of its programs, " + web + " serves");
    }

    private static List<RelativePath> main(SourceTree source, String glob) {
        return source.files(glob).stream()
                .filter(file -> !file.value().endsWith("_test.go"))
                .filter(file -> source.read(file.value())
                        .filter(text -> MAIN.matcher(text).find()
                                && !IGNORED.matcher(text).find())
                        .isPresent())
                .toList();
    }
}
