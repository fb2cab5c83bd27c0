package rocks.nua.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.backup.BackupStore;

/* What follows stands in docs/contributions.md, letter by letter. */
@Component
@Plugin(name = "nas")
public final class NasStore implements BackupStore {
    private final Path root;

    public NasStore() {
        this(Path.of("/mnt/nas/nua"));
    }

    NasStore(Path root) {
        this.root = root;
    }

    @Override
    public void save(String name, InputStream content) {
        Path half = file(".half-" + UUID.randomUUID());
        try {
            Files.createDirectories(root.resolve(name).getParent());
            try {
                Files.copy(content, half);
                Files.move(half, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public List<Backup> list(String folder) {
        try (Stream<Path> all = Files.walk(file(folder))) {
            return all.filter(Files::isRegularFile).map(this::backup).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            throw failed(e);
        }
    }

    private Backup backup(Path file) {
        Instant at = Instant.ofEpochMilli(file.toFile().lastModified());
        return new Backup(root.relativize(file).toString(), file.toFile().length(), at);
    }

    @Override
    public void load(String name, OutputStream to) {
        try {
            Files.copy(file(name), to);
        } catch (NoSuchFileException e) {
            throw NuaException.notFound("The NAS has no '" + name + "'.");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Path file(String name) {
        if (!Files.isDirectory(root)) {
            throw new NuaException(NuaException.Kind.UNAVAILABLE, "The NAS is not mounted: there is no " + root + ".");
        }
        return root.resolve(name);
    }

    private static NuaException failed(Exception e) {
        return NuaException.unavailable("The NAS does not do its work: " + e.getMessage(), e);
    }
}
