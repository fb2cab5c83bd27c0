package rocks.nua.builder.python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.SourceTree;

/**
 * A Django project.
 *
 * @param folder where its manage.py is; empty: in the source itself
 * @param wsgi reference of its WSGI object there, as {@code shop.wsgi:application}
 */
record DjangoProject(String folder, String wsgi) {
    private static final String FILE = "manage.py";
    private static final Pattern SETTINGS =
            Pattern.compile("DJANGO_SETTINGS_MODULE[\"']\\s*,\\s*[\"']([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)[\"']");

    /** Empty: there is no manage.py of Django, and none in one folder alone. */
    static Optional<DjangoProject> find(SourceTree source) {
        if (source.has(FILE)) {
            return in("", source);
        }
        List<String> folders = source.files("*/" + FILE).stream()
                .map(file -> file.value().substring(0, file.value().length() - FILE.length()))
                .toList();
        return folders.size() == 1 ? in(folders.get(0), source) : Optional.empty();
    }

    private static Optional<DjangoProject> in(String folder, SourceTree source) {
        return source.read(folder + FILE)
                .filter(text -> text.contains("django"))
                .map(
                        text -> SETTINGS.matcher(text)
                                .results()
                                .findFirst()
                                .flatMap(match -> packages(match.group(1))
                                        .filter(name -> source.has(folder + name.replace('.', '/') + "/wsgi.py"))
                                        .findFirst())
                                .map(name ->
                                        new DjangoProject(folder.replaceFirst("/$", ""), name + ".wsgi:application"))
                                .orElseThrow(
                                        () -> NuaException.rejected(
                                                folder
                                                        + "manage.py belongs to a Django project, but no wsgi.py stands beside its settings: add one, or say in a Procfile how it starts.")));
    }

    /** For a.b.c: a.b, then a. */
    private static Stream<String> packages(String module) {
        return Stream.iterate(module, name -> name.contains("."), name -> name.substring(0, name.lastIndexOf('.')))
                .map(name -> name.substring(0, name.lastIndexOf('.')));
    }
}
