package rocks.nua.builder.python;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.SourceTree;

/** Finds the WSGI object of a Django project. */
final class DjangoProject {
    private static final Pattern SETTINGS =
            Pattern.compile("DJANGO_SETTINGS_MODULE[\"']\\s*,\\s*[\"']([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)[\"']");

    private DjangoProject() {}

    /** Its reference, as {@code shop.wsgi:application}; empty: there is no manage.py of Django. */
    static Optional<String> find(SourceTree source) {
        return source.read("manage.py")
                .filter(text -> text.contains("django"))
                .map(
                        text -> SETTINGS.matcher(text)
                                .results()
                                .findFirst()
                                .flatMap(match -> packages(match.group(1))
                                        .filter(name -> source.has(name.replace('.', '/') + "/wsgi.py"))
                                        .findFirst())
                                .map(name -> name + ".wsgi:application")
                                .orElseThrow(
                                        () -> NuaException.rejected(
                                                "manage.py belongs to a Django project, but no wsgi.py stands beside its settings: add one, or say in a Procfile how it starts.")));
    }

    /** For a.b.c: a.b, then a. */
    private static Stream<String> packages(String module) {
        return Stream.iterate(module, name -> name.contains("."), name -> name.substring(0, name.lastIndexOf('.')))
                .map(name -> name.substring(0, name.lastIndexOf('.')));
    }
}
