package rocks.nua.git.jgit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.submodule.SubmoduleWalk;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;

/**
 * Writes one commit with its submodules into a folder.
 *
 * @param budget shared by all of them
 * @param log tells what is fetched
 */
record Checkout(Budget budget, LineSink log) {
    private static final int DEEPEST = 8;

    private record Submodule(Address address, String commit, Path folder) {}

    /** Fetches and writes; returns the id of the commit. */
    String write(Address address, String ref, Path folder) {
        return write(address, ref, folder, 0);
    }

    private String write(Address address, String ref, Path folder, int depth) {
        if (depth > DEEPEST) {
            throw NuaException.badRequest(
                    "The submodules of the git repository are nested more than " + DEEPEST + " deep. Flatten them.");
        }
        log.line("Fetching " + address + (ref.isEmpty() ? "" : " at " + NuaException.excerpt(ref)));
        try {
            List<Submodule> submodules;
            String commit;
            try (Repository repository = new BudgetRepository(folder, budget)) {
                commit = new Fetch(repository, address, budget).fetch(ref).name();
                submodules = write(repository, commit, address);
            } finally {
                Folders.delete(folder.resolve(".git"));
            }
            for (Submodule submodule : submodules) {
                write(submodule.address(), submodule.commit(), submodule.folder(), depth + 1);
            }
            return commit;
        } catch (IOException | GitAPIException | ConfigInvalidException e) {
            throw GitFault.told(address, e);
        }
    }

    private List<Submodule> write(Repository repository, String id, Address address)
            throws IOException, GitAPIException, ConfigInvalidException {
        try (RevWalk walk = new RevWalk(repository);
                Git git = Git.wrap(repository)) {
            RevCommit commit = walk.parseCommit(repository.resolve(id));
            TreeCheck.check(repository, commit, budget);
            git.reset()
                    .setMode(ResetType.HARD)
                    .setRef(id)
                    .setProgressMonitor(budget.monitor())
                    .call();
        }
        return submodules(repository, address);
    }

    private static List<Submodule> submodules(Repository repository, Address address)
            throws IOException, ConfigInvalidException {
        List<Submodule> all = new ArrayList<>();
        try (SubmoduleWalk walk = SubmoduleWalk.forIndex(repository)) {
            while (walk.next()) {
                Path folder = new RelativePath(walk.getPath())
                        .below(repository.getWorkTree().toPath());
                String url = walk.getModulesUrl();
                // a submodule without an address is an empty folder, as git leaves it
                Files.createDirectories(folder);
                if (url != null) {
                    all.add(new Submodule(
                            address.submodule(url), walk.getObjectId().name(), folder));
                }
            }
        }
        return all;
    }
}
