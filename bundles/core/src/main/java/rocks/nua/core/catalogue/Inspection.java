package rocks.nua.core.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.catalogue.Catalogue.Entry;
import rocks.nua.api.catalogue.Repositories.Channel;
import rocks.nua.api.catalogue.Repositories.Listing;
import rocks.nua.api.manifest.ManifestReader;
import rocks.nua.core.source.Archive;
import rocks.nua.core.source.Workspace;

/** Reads files for whoever makes an index. */
public final class Inspection {
    private final ManifestReader manifests;
    private final BiFunction<Path, Path, Entry> plugins;
    private final Workspace workspace;

    /** Jars and kars are read by that function, which may use the empty folder that it gets. */
    public Inspection(ManifestReader manifests, BiFunction<Path, Path, Entry> plugins, Workspace workspace) {
        this.manifests = manifests;
        this.plugins = plugins;
        this.workspace = workspace;
    }

    Listing read(InputStream content, RelativePath archive, Channel channel) {
        Path folder = workspace.newBuildFolder();
        try {
            Path file = folder.resolve("file");
            Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
            Workspace.store(content, file, Remote.LARGEST_ARCHIVE);
            Entry entry =
                    archive.value().matches(".*\\.(jar|kar)") ? plugins.apply(file, unpacked) : app(file, unpacked);
            if (!Packages.isId(entry.id())) {
                throw NuaException.badRequest(
                        archive + " has the id '" + NuaException.excerpt(entry.id())
                                + "': give it one of lower-case letters, digits, dots and hyphens, as [metadata] id or Bundle-SymbolicName.");
            }
            return listing(entry, channel, archive, Workspace.sha256(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Workspace.delete(folder);
        }
    }

    private Entry app(Path file, Path folder) {
        unpack(file, folder);
        return BundledApps.entry(manifests.read(folder).spec().metadata(), "", "");
    }

    private static Listing listing(Entry entry, Channel channel, RelativePath archive, String sha256) {
        return new Listing(
                entry.id(),
                entry.kind(),
                entry.version(),
                entry.title(),
                entry.tagline(),
                entry.description(),
                entry.website(),
                entry.license(),
                entry.tags(),
                channel,
                archive,
                sha256);
    }

    static void unpack(Path file, Path folder) {
        try (InputStream archive = Files.newInputStream(file)) {
            new Archive(Archive.Limits.DEFAULT).unpack(archive, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
