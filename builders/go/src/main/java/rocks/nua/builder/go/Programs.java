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
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /** @throws NuaException REJECTED_BY_APP when there is none, or no telling which serves */
    static Programs of(GoModule module, SourceTree source) {
        if (!main(source, "*.go").isEmpty()) {
            return one(".", "the folder itself is its package main");
        }
        List<String> names = main(source, "cmd/*/*.go").stream()
                .map(file -> file.value().split("/", -1)[1])
                .filter(name -> FOLDER.matcher(name).matches())
                .distinct()
                .toList();
        if (names.size() == 1) {
            return one("./cmd/" + names.get(0), "its package main is cmd/" + names.get(0));
        }
        if (names.isEmpty() && source.spec().build().commands().isEmpty()) {
            throw NuaException.rejected(
                    "No program is in this Go module: a package main is looked for in the folder itself"
                            + " and in cmd/" + NuaException.excerpt(module.shortName())
                            + ". Add one, such as main.go.");
        }
        return names.isEmpty() ? one(".", "the manifest says how it is built") : several(names, module, source);
    }

    private static Programs one(String folder, String because) {
        return new Programs(List.of(folder), "/app/bin/app", List.of("/app/bin/app"), because);
    }

    private static Programs several(List<String> names, GoModule module, SourceTree source) {
        String web = Stream.of(module.shortName(), "web", "server", "api")
                .filter(names::contains)
                .findFirst()
                .orElse("");
        if (web.isEmpty() && source.spec().run().start().isEmpty()) {
            throw NuaException.rejected("There is more than one program in cmd ("
                    + NuaException.excerpt(String.join(", ", names))
                    + "): say in nua-config.toml which one serves, with [run] start = \"bin/" + names.get(0) + "\".");
        }
        return new Programs(
                names.stream().map(name -> "./cmd/" + name).toList(),
                "/app/bin/",
                List.of("/app/bin/" + (web.isEmpty() ? names.get(0) : web)),
                web.isEmpty()
                        ? "the manifest says which program of cmd serves"
                        : "of the programs in cmd, " + web + " serves");
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
