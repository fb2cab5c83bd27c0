package rocks.nua.core.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec.Metadata;
import rocks.nua.api.catalogue.Catalogue.Entry;
import rocks.nua.api.catalogue.Catalogue.Kind;
import rocks.nua.api.manifest.ManifestReader;
import rocks.nua.core.plugin.BundledTree;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.source.Workspace;

/** The apps that bundles of plugins bring; each manifest is read once. */
final class BundledApps implements Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(BundledApps.class);

    private final Plugins plugins;
    private final ManifestReader manifests;
    private final Workspace workspace;
    private final Map<String, Optional<Entry>> read = new ConcurrentHashMap<>();

    BundledApps(Plugins plugins, ManifestReader manifests, Workspace workspace) {
        this.plugins = plugins;
        this.manifests = manifests;
        this.workspace = workspace;
    }

    @Override
    public List<Entry> entries() {
        List<BundledTree> trees = plugins.trees();
        read.keySet().retainAll(trees.stream().map(BundledTree::state).collect(Collectors.toSet()));
        return trees.stream().map(this::entry).flatMap(Optional::stream).toList();
    }

    @Override
    public void fetch(Entry app, Path folder, LineSink log) {
        plugins.trees().stream()
                .filter(tree -> entry(tree).filter(app::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new NuaException(
                        NuaException.Kind.UNAVAILABLE,
                        "The plugin with package '" + app.id() + "' (" + app.origin()
                                + ") has left: install it again, then deploy again."))
                .copyTo(folder);
    }

    private Optional<Entry> entry(BundledTree tree) {
        return read.computeIfAbsent(tree.state(), state -> look(tree));
    }

    private Optional<Entry> look(BundledTree tree) {
        Path folder = workspace.newBuildFolder();
        try {
            tree.copyTo(folder);
            String name = tree.path().value().replaceFirst("^.*/", "");
            return Optional.of(entry(manifests.read(folder).spec().metadata(), name, tree.origin()));
        } catch (NuaException e) {
            LOG.warn("Package {} of {} is left out: {}", tree.path(), tree.origin(), e.getMessage());
            return Optional.empty();
        } finally {
            Workspace.delete(folder);
        }
    }

    /** What a manifest says; an app without an id is called by the other name. */
    static Entry entry(Metadata said, String name, String origin) {
        return new Entry(
                said.id().isEmpty() ? name : said.id(),
                Kind.APP,
                said.version(),
                said.title(),
                said.tagline(),
                said.description(),
                said.website(),
                said.license(),
                said.tags(),
                origin);
    }
}
