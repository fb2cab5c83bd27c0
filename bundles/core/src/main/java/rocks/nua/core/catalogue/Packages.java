package rocks.nua.core.catalogue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.catalogue.Catalogue;
import rocks.nua.api.manifest.ManifestReader;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.source.Workspace;

/** The packages of all shelves; where two have the same id, that of the first shelf counts. */
public final class Packages implements Catalogue {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final StoredRepositories repositories;
    private final List<Shelf> shelves;

    private record Found(Entry entry, Shelf shelf) {}

    /**
     * Where the file of a plugin comes from.
     *
     * @param repository its name
     * @param signs whether it has signed what the file is
     */
    public record Provider(String repository, boolean signs) {}

    /** Those of these plugins, then those of these repositories. */
    public Packages(Plugins plugins, ManifestReader manifests, Workspace workspace, StoredRepositories repositories) {
        this.repositories = repositories;
        shelves = List.of(new BundledApps(plugins, manifests, workspace), repositories);
    }

    @Override
    public List<Entry> search(String words, Caller caller) {
        caller.require(Permission.VIEW);
        List<String> wanted =
                BLANKS.splitAsStream(words.toLowerCase(Locale.ROOT)).toList();
        return found().values().stream()
                .map(Found::entry)
                .filter(entry -> wanted.stream().allMatch(text(entry)::contains))
                .sorted(Comparator.comparing(Entry::id))
                .toList();
    }

    @Override
    public Entry get(String id, Caller caller) {
        caller.require(Permission.VIEW);
        return find(id).entry();
    }

    /** One app; NOT_FOUND when there is none, CONFLICT when it is a plugin. */
    public Entry app(String id) {
        Entry entry = find(id).entry();
        if (entry.kind() != Kind.APP) {
            throw NuaException.conflict("Package '" + entry.id()
                    + "' is a plugin, which is no app: install it with: nua plugins install " + entry.id());
        }
        return entry;
    }

    /** Brings the source of an app into an empty folder. */
    public void fetch(String id, Path folder, LineSink log) {
        Found found = find(id);
        found.shelf().fetch(found.entry(), folder, log);
    }

    /** Writes the file of a plugin; NOT_FOUND when there is none, CONFLICT when it is an app. */
    public Provider fetchPlugin(String id, Path file) {
        Entry entry = find(id).entry();
        if (entry.kind() != Kind.PLUGIN) {
            throw NuaException.conflict("Package '" + entry.id()
                    + "' is an app, which is no plugin: deploy it with: nua packages install " + entry.id());
        }
        repositories.archive(entry, file, line -> {});
        return new Provider(entry.origin(), repositories.signs(entry.origin()));
    }

    /** Whether a word may be the id of a package. */
    public static boolean isId(String word) {
        return Index.ID.matcher(word).matches();
    }

    private Found find(String id) {
        Found found = found().get(id);
        if (found == null) {
            throw NuaException.notFound(
                    "There is no package '" + NuaException.excerpt(id) + "': 'nua packages search' lists all.");
        }
        return found;
    }

    private Map<String, Found> found() {
        Map<String, Found> all = new TreeMap<>();
        for (Shelf shelf : shelves) {
            shelf.entries().forEach(entry -> all.putIfAbsent(entry.id(), new Found(entry, shelf)));
        }
        return all;
    }

    private static String text(Entry entry) {
        return String.join(
                        "\n",
                        entry.id(),
                        entry.title(),
                        entry.tagline(),
                        entry.description(),
                        String.join("\n", entry.tags()))
                .toLowerCase(Locale.ROOT);
    }
}
