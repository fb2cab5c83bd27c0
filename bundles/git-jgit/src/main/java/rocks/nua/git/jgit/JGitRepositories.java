package rocks.nua.git.jgit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Source;
import rocks.nua.api.source.Git;

/** Fetches with JGit, as little as the server lets it: one commit without its history. */
@Component
public final class JGitRepositories implements Git {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Duration longest;

    /** With fifteen minutes for each checkout. */
    @Activate
    public JGitRepositories() {
        this(LONGEST);
    }

    JGitRepositories(Duration longest) {
        this.longest = longest;
        HostIndependent.install();
    }

    @Override
    public String checkout(Source.Git source, Path into, long limitBytes, LineSink log) {
        Address address = Address.of(source.url());
        checkRef(source.ref());
        Budget budget = new Budget(limitBytes, longest);
        boolean done = false;
        try {
            String commit = new Checkout(budget, log).write(address, source.ref(), into);
            log.line("Commit " + commit + ", " + budget.files() + " files, " + (budget.written() + 1023) / 1024
                    + " KiB");
            done = true;
            return commit;
        } catch (OutOfMemoryError e) {
            throw new NuaException(
                    NuaException.Kind.TOO_LARGE,
                    "The git repository " + address
                            + " holds a file too large to unpack. Take it out of the repository.",
                    e);
        } finally {
            if (!done) {
                empty(into);
            }
        }
    }

    private static void checkRef(String ref) {
        boolean good = ref.isEmpty()
                || (ref.length() <= 255 && !ref.startsWith("-") && Repository.isValidRefName(Constants.R_HEADS + ref));
        if (!good) {
            throw NuaException.badRequest(
                    "'" + NuaException.excerpt(ref)
                            + "' is not a git branch, tag or commit. Use a name such as main or v1.2, or the full id of a commit.");
        }
    }

    private static void empty(Path folder) {
        try {
            Folders.empty(folder);
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "The folder " + folder + " of a failed checkout cannot be emptied. Check the disk.", e);
        }
    }
}
