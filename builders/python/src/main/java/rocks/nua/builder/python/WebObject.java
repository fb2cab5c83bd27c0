package rocks.nua.builder.python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.build.SourceTree;

/**
 * An object that answers requests, by WSGI or ASGI.
 *
 * @param reference where it is, as {@code main:app}
 * @param asynchronous whether it speaks ASGI
 * @param because how it was found
 */
record WebObject(String reference, boolean asynchronous, String because) {
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
    private static final Pattern MADE = Pattern.compile(
            "(?m)^([A-Za-z_]\\w*)(?:\\s*:\\s*[\\w.]+)?\\s*=\\s*(?:\\w+\\.)?(FastAPI|Starlette|Quart|Litestar|Flask|Bottle|APIFlask|OpenAPI|create_app)\\s*\\(");
    private static final Pattern FACTORY = Pattern.compile("(?m)^def create_app\\(\\s*(?:\\w+[^,)]*=[^,)]*)?\\s*\\)");
    private static final Pattern NAMED =
            Pattern.compile("(?m)^(?:from .* import .*\\b)?(application|app)\\b(?:\\s*=|\\s*$)");
    private static final List<String> ASYNCHRONOUS = List.of("FastAPI", "Starlette", "Quart", "Litestar");
    private static final List<String> ASYNCHRONOUS_PACKAGES = List.of("fastapi", "starlette", "quart", "litestar");

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

    private static Optional<WebObject> conventional(String file, boolean asynchronous, SourceTree source) {
        return source.read(file)
                .flatMap(text -> NAMED.matcher(text).results().findFirst())
                .map(match -> new WebObject(
                        module(file) + ":" + match.group(1), asynchronous, file + " has an object " + match.group(1)));
    }

    private static Stream<WebObject> made(String file, SourceTree source, boolean asynchronous) {
        return source.read(file).stream()
                .flatMap(text -> MADE.matcher(text).results())
                .limit(1)
                .map(match -> new WebObject(
                        module(file) + ":" + match.group(1),
                        ASYNCHRONOUS.contains(match.group(2)) || (match.group(2).equals("create_app") && asynchronous),
                        file + " makes " + match.group(1) + " by " + match.group(2)));
    }

    /** Uvicorn calls a factory only where it is told to, so these are left to the manifest. */
    private static Stream<WebObject> factory(String file, SourceTree source, boolean asynchronous) {
        return source.read(file).stream()
                .filter(text -> !asynchronous && FACTORY.matcher(text).find())
                .map(text -> new WebObject(module(file) + ":create_app()", false, file + " has a function create_app"));
    }

    private static String module(String file) {
        return file.replaceFirst("\\.py$", "").replaceFirst("/__init__$", "").replace('/', '.');
    }
}
