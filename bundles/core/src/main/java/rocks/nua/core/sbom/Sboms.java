package rocks.nua.core.sbom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Resources;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.Engine;
import rocks.nua.core.fleet.Labels;
import rocks.nua.core.source.Workspace;

/** The bills of materials of releases: a file for each image of an app, made once, one at a time. Thread-safe. */
public final class Sboms {
    private static final String ENDING = ".cdx.json";

    private final Engine engine;
    private final Workspace workspace;
    private final Labels labels;

    public Sboms(Engine engine, Workspace workspace, Labels labels) {
        this.engine = engine;
        this.workspace = workspace;
        this.labels = labels;
    }

    /** That of a release, made now where it is not there; NOT_FOUND when the image is gone. */
    public String of(Release release) {
        Path file = workspace.sboms(release.app()).resolve(name(release.image()));
        try {
            return Files.exists(file) ? Files.readString(file) : made(release, file);
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "The bill of materials " + file + " cannot be read or written. Check the disk's free space.", e);
        }
    }

    private synchronized String made(Release release, Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file);
        }
        String text =
                engine.files(wish(release), root -> CycloneDx.text(release.app(), release.image(), Inventory.of(root)));
        Files.createDirectories(workspace.sboms(release.app()));
        Path half = Files.writeString(file.resolveSibling(file.getFileName() + ".half"), text);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        return text;
    }

    /** Runs work that no image may be held from, as its removal is while it is read. */
    public synchronized void undisturbed(Runnable work) {
        work.run();
    }

    /** Removes those of images that no release needs. */
    public synchronized void keep(AppName app, Collection<ImageRef> needed) {
        Set<String> names = needed.stream().map(Sboms::name).collect(Collectors.toSet());
        Path folder = workspace.sboms(app);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(ImageRef image) {
        return image.value().replaceAll("[^A-Za-z0-9]", "-") + ENDING;
    }

    /** It is never started; its name is the same each time, so that one which a crash left is replaced. */
    private ContainerSpec wish(Release release) {
        return new ContainerSpec(
                "nua-" + labels.platform() + "-sbom",
                release.image(),
                List.of("none"),
                Map.of(),
                labels.ofPlatform(),
                "",
                List.of(),
                List.of(),
                Resources.DEFAULT,
                "",
                false,
                Set.of());
    }
}
