package rocks.nua.git.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;
import rocks.nua.api.AppName;

/** The bare repositories: one in the folder of each app that was pushed, so that it goes with the app. */
final class Repositories {
    /** As much as an upload may have. */
    private static final long LARGEST_BYTES = 2L << 30;

    private static final String OWN_REFS = "refs/nua/";
    private static final String PUSHED = OWN_REFS + "pushed";

    private final Path home;

    /** Below the home of the platform. */
    Repositories(Path home) {
        this.home = home;
    }

    /** The app's repository; an empty one that nothing keeps where there is none. */
    Repository open(AppName app) throws IOException {
        return isThere(app) ? stored(app) : new InMemoryRepository(new DfsRepositoryDescription(app.value()));
    }

    /** The app's repository; made where there is none. For one caller at a time. */
    Repository make(AppName app) throws IOException {
        if (!isThere(app)) {
            remove(app);
            Files.createDirectories(folder(app));
            try (Repository made = builder(app).build()) {
                made.create(true);
                made.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
                configure(made.getConfig());
            }
        }
        return stored(app);
    }

    /** What nobody needs goes at once: there is one writer, and memory is small. */
    private static void configure(StoredConfig config) throws IOException {
        config.setString("gc", null, "pruneExpire", "now");
        config.setString("gc", null, "prunePackExpire", "now");
        config.setInt("gc", null, "autoPackLimit", 20);
        config.setBoolean("gc", null, "autoDetach", false);
        config.setInt("pack", null, "threads", 1);
        config.setBoolean("pack", null, "deltaCompression", false);
        config.save();
    }

    /** Removes the app's repository; absent is fine. */
    void remove(AppName app) throws IOException {
        FileUtils.delete(folder(app).toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        try {
            Files.deleteIfExists(ofApp(app));
        } catch (DirectoryNotEmptyException e) {
            return; // the app has logs there
        }
    }

    /** Bytes that a repository may still grow by, at least one; cleans up where it has grown large. */
    static long room(Repository repository) throws IOException {
        long used = size(repository.getDirectory());
        if (used > LARGEST_BYTES / 2) {
            try (Git git = Git.wrap(repository)) {
                git.gc().call();
            } catch (GitAPIException e) {
                throw new IOException("The repository cannot be cleaned up", e);
            }
            used = size(repository.getDirectory());
        }
        return Math.max(1, LARGEST_BYTES - used);
    }

    private static long size(File folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder.toPath())) {
            return all.mapToLong(path -> path.toFile().length()).sum();
        }
    }

    /** Lets a commit be fetched before a branch has it. */
    static void hold(Repository repository, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(PUSHED);
        update.setNewObjectId(commit);
        update.forceUpdate();
    }

    /** Ends {@link #hold}. */
    static void release(Repository repository) throws IOException {
        RefUpdate update = repository.updateRef(PUSHED);
        update.setForceUpdate(true);
        update.delete();
    }

    /** What clients see. */
    static Map<String, Ref> visible(Map<String, Ref> all) {
        return all.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(OWN_REFS))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean isThere(AppName app) {
        return Files.exists(folder(app).resolve("config"));
    }

    private Repository stored(AppName app) throws IOException {
        return builder(app).setMustExist(true).build();
    }

    private FileRepositoryBuilder builder(AppName app) {
        return new FileRepositoryBuilder().setGitDir(folder(app).toFile()).setBare();
    }

    private Path folder(AppName app) {
        return ofApp(app).resolve("git");
    }

    private Path ofApp(AppName app) {
        return home.resolve("apps").resolve(app.value());
    }
}
