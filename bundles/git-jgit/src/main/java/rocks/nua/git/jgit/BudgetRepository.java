package rocks.nua.git.jgit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/** A repository that stops receiving when the budget is used up; JGit itself has no limit for a whole fetch. */
final class BudgetRepository extends FileRepository {
    private final Budget budget;

    /** A new repository in an empty folder. */
    BudgetRepository(Path folder, Budget budget) throws IOException {
        super(new FileRepositoryBuilder()
                .setWorkTree(folder.toFile())
                .setGitDir(folder.resolve(".git").toFile())
                .setup());
        this.budget = budget;
        create(false);
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter whole = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return whole;
            }

            @Override
            public PackParser newPackParser(InputStream in) throws IOException {
                PackParser parser = whole.newPackParser(budget.received(in));
                parser.setMaxObjectSizeLimit(budget.limitBytes());
                return parser;
            }
        };
    }

    @Override
    public void autoGC(ProgressMonitor monitor) {
        // the repository lives too short for it
    }
}
