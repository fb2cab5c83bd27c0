package rocks.nua.core.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.catalogue.Catalogue.Entry;
import rocks.nua.api.catalogue.Repositories;
import rocks.nua.core.catalogue.Index.Item;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.source.Workspace;

/** The repositories below the platform's home, and what they offer. */
public final class StoredRepositories implements Repositories, Shelf {
    private final Path home;
    private final Workspace workspace;
    private final EventLog events;
    private final Inspection inspection;
    private final Map<String, String> messages = new ConcurrentHashMap<>();

    /** Kept in that folder. */
    public StoredRepositories(Path home, Workspace workspace, EventLog events, Inspection inspection) {
        this.home = home;
        this.workspace = workspace;
        this.events = events;
        this.inspection = inspection;
    }

    @Override
    public List<Repository> list(Caller caller) {
        caller.require(Permission.VIEW);
        return known().stream().map(this::told).toList();
    }

    @Override
    public synchronized Repository add(String address, String name, String key, Channel channel, Caller caller) {
        caller.require(Permission.ADMINISTER);
        Remote remote = new Remote(address);
        String word = new AppName(name.isEmpty() ? remote.name() : name).value();
        Path folder = home.resolve(word);
        if (Known.in(folder)) {
            throw NuaException.conflict(
                    "There is a repository '" + word + "' already: choose another name with --name.");
        }
        Known added = new Known(folder, remote, channel, new SigningKey(key));
        added.keep(fetched(added));
        events.add("repository.added", caller, "Repository '" + word + "' (" + remote.address() + ") was added.");
        return told(added);
    }

    @Override
    public synchronized Repository refresh(String name, Caller caller) {
        caller.require(Permission.ADMINISTER);
        Known known = find(name);
        try {
            known.keep(fetched(known));
            messages.remove(name);
            return told(known);
        } catch (NuaException e) {
            messages.put(name, e.getMessage());
            throw e;
        }
    }

    @Override
    public synchronized void remove(String name, Caller caller) {
        caller.require(Permission.ADMINISTER);
        Workspace.delete(find(name).folder());
        messages.remove(name);
        events.add("repository.removed", caller, "Repository '" + name + "' was removed.");
    }

    @Override
    public Listing inspect(InputStream content, RelativePath archive, Channel channel, Caller caller) {
        caller.require(Permission.OPERATE);
        return inspection.read(content, archive, channel);
    }

    @Override
    public List<Entry> entries() {
        return known().stream()
                .flatMap(known -> known.index().of(known.channel()).stream())
                .map(Item::entry)
                .toList();
    }

    @Override
    public void fetch(Entry app, Path folder, LineSink log) {
        Path work = workspace.newBuildFolder();
        try {
            Path file = work.resolve("archive");
            archive(app, file, log);
            Inspection.unpack(file, folder);
        } finally {
            Workspace.delete(work);
        }
    }

    /** Whether whoever makes a repository signs its index. */
    boolean signs(String repository) {
        return find(repository).key().signs();
    }

    /** Writes the file of a package, which is what the index says. */
    void archive(Entry entry, Path file, LineSink log) {
        Known known = find(entry.origin());
        Item item = known.index().of(known.channel()).stream()
                .filter(one -> one.entry().equals(entry))
                .findFirst()
                .orElseThrow(() -> NuaException.notFound("Repository '" + known.name() + "' has no package '"
                        + entry.id() + "' any more. See the packages with: nua packages search"));
        log.line("Fetching " + item.archive() + " from repository " + known.name());
        known.remote().archive(item.archive(), file);
        String sha256 = Workspace.sha256(file);
        if (!sha256.equals(item.sha256())) {
            throw new NuaException(
                    NuaException.Kind.UNAVAILABLE,
                    "The file " + item.archive() + " of repository '" + known.name()
                            + "' is not what its index says (SHA-256 " + sha256
                            + "): nothing of it was used. Refresh the repository, or tell whoever makes it.");
        }
    }

    private byte[] fetched(Known known) {
        Path work = workspace.newBuildFolder();
        try {
            byte[] index = known.remote().bytes("index.json", work);
            if (known.key().signs() && !known.key().signed(index, known.remote().bytes("index.json.sig", work))) {
                throw NuaException.badRequest("The index of repository '" + known.name()
                        + "' is not signed by the key that was given ("
                        + known.key().fingerprint().substring(0, 16)
                        + "…): it was changed on its way, or the key is another. What was known before is kept.");
            }
            Index.read(index, known.name());
            return index;
        } finally {
            Workspace.delete(work);
        }
    }

    private List<Known> known() {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(Known::in).sorted().map(Known::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Known find(String name) {
        return known().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> NuaException.notFound("There is no repository '" + NuaException.excerpt(name)
                        + "'. See them with: nua repositories list"));
    }

    private Repository told(Known known) {
        return new Repository(
                known.name(),
                known.remote().address(),
                known.channel(),
                known.key().fingerprint(),
                known.index().of(known.channel()).size(),
                known.refreshedAt(),
                messages.getOrDefault(known.name(), ""));
    }
}
