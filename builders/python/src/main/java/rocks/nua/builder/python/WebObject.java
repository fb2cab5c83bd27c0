package rocks.nua.builder.python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.SourceTree;

/**
 * An object that answers requests, by WSGI or ASGI.
 *
 * @param reference where it is, as {@code main:app}, or the call that makes it, as {@code main:create_app()}
 * @param asynchronous whether it speaks ASGI
 * @param because how it was found
 * @param path folder of the source where its imports may begin besides; empty: none
 */
record WebObject(String reference, boolean asynchronous, String because, String path) {
    private static final List<String> FILES = List.of(
            "main.py",
            "app.py",
            "application.py",
            "server.py",
            "api.py",
            "app/main.py",
            "app/__init__.py",
            "api/main.py",
            "src/main.py",
            "src/app.py");
    private static final List<String> NAMES = List.of("main", "app", "wsgi", "asgi", "server", "api", "__init__");
    private static final Pattern TESTS = Pattern.compile("tests?/.*|(?:.*/)?(?:test_.*|conftest)\\.py");
    private static final Pattern MADE = Pattern.compile(
            "(?m)^([A-Za-z_]\\w*)(?:\\s*:\\s*[\\w.]+)?\\s*=\\s*(?:\\w+\\.)?(FastAPI|Starlette|Quart|Litestar|Sanic|Flask|Bottle|APIFlask|OpenAPI|create_app)\\s*\\(");
    private static final Pattern FACTORY = Pattern.compile("(?m)^def create_app\\(\\s*(?:\\w+[^,)]*=[^,)]*)?\\s*\\)");
    private static final Pattern NAMED =
            Pattern.compile("(?m)^(?:from .* import .*\\b)?(application|app)\\b(?:\\s*=|\\s*$)");
    private static final List<String> ASYNCHRONOUS = List.of("FastAPI", "Starlette", "Quart", "Litestar", "Sanic");
    private static final List<String> ASYNCHRONOUS_PACKAGES =
            List.of("fastapi", "starlette", "quart", "litestar", "sanic");

    static Optional<WebObject> find(SourceTree source, Dependencies dependencies) {
        boolean asynchronous = ASYNCHRONOUS_PACKAGES.stream().anyMatch(dependencies::has);
        return conventional("asgi.py", true, source)
                .or(() -> conventional("wsgi.py", false, source))
                .or(() -> FILES.stream()
                        .flatMap(file -> made(file, source, asynchronous))
                        .findFirst())
                .or(() -> FILES.stream()
                        .flatMap(file -> factory(file, source, asynchronous))
                        .findFirst());
    }

    /** The only one among other files of the source itself, and in the packages there or in src/. */
    static Optional<WebObject> elsewhere(SourceTree source, Dependencies dependencies) {
        boolean asynchronous = ASYNCHRONOUS_PACKAGES.stream().anyMatch(dependencies::has);
        List<String> files = Stream.concat(
                        source.files("*.py").stream(),
                        NAMES.stream().flatMap(name -> source.files("{*,src/*}/" + name + ".py").stream()))
                .map(RelativePath::value)
                .filter(file -> !TESTS.matcher(file).matches())
                .toList();
        List<String> made = files.stream()
                .filter(file -> made(file, source, asynchronous).findAny().isPresent())
                .toList();
        if (!made.isEmpty()) {
            return inOneFolder(made)
                    .flatMap(file -> made(file, source, asynchronous).findFirst());
        }
        return inOneFolder(files.stream()
                        .filter(file ->
                                factory(file, source, asynchronous).findAny().isPresent())
                        .toList())
                .flatMap(file -> factory(file, source, asynchronous).findFirst());
    }

    /** The first of the files; empty where they lie in several folders. */
    private static Optional<String> inOneFolder(List<String> files) {
        return files.stream().map(WebObject::folder).distinct().count() == 1
                ? Optional.of(files.get(0))
                : Optional.empty();
    }

    private static Optional<WebObject> conventional(String file, boolean asynchronous, SourceTree source) {
        return source.read(file)
                .flatMap(text -> NAMED.matcher(text).results().findFirst())
                .map(match ->
                        in(file, source, match.group(1), asynchronous, file + " has an object " + match.group(1)));
    }

    private static Stream<WebObject> made(String file, SourceTree source, boolean asynchronous) {
        return source.read(file).stream()
                .flatMap(text -> MADE.matcher(text).results())
                .limit(1)
                .map(match -> in(
                        file,
                        source,
                        match.group(1),
                        ASYNCHRONOUS.contains(match.group(2)) || (match.group(2).equals("create_app") && asynchronous),
                        file + " makes " + match.group(1) + " by " + match.group(2)));
    }

    private static Stream<WebObject> factory(String file, SourceTree source, boolean asynchronous) {
        return source.read(file).stream()
                .filter(text -> FACTORY.matcher(text).find())
                .map(text -> in(file, source, "create_app()", asynchronous, file + " has a function create_app"));
    }

    /** A module may import from the folder above its packages, as the src layout has it, and from beside itself where it is in none. */
    private static WebObject in(String file, SourceTree source, String object, boolean asynchronous, String because) {
        String path = folder(file);
        while (source.has(path + "__init__.py")) {
            path = folder(path);
        }
        boolean inPackage = !path.equals(folder(file));
        String module = module(inPackage ? file.substring(path.length()) : file);
        return new WebObject(module + ":" + object, asynchronous, because, path.replaceFirst("/$", ""));
    }

    /** With a slash at its end; empty: the source itself. */
    private static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/', file.length() - 2) + 1);
    }

    private static String module(String file) {
        return file.replaceFirst("\\.py$", "").replaceFirst("/__init__$", "").replace('/', '.');
    }
}
