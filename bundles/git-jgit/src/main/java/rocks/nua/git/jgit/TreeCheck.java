package rocks.nua.git.jgit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import rocks.nua.api.NuaException;

/** Looks at a commit before anything of it is written. */
final class TreeCheck {
    private static final int LONGEST_LINK = 4096;
    private static final int LARGEST_TREE = 16 << 20;

    private TreeCheck() {}

    /** Takes the files from the budget; refuses names that no file may have and links that lead out of the folder. */
    static void check(Repository repository, RevCommit commit, Budget budget) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            ObjectChecker checker = new ObjectChecker().setAllowLeadingZeroFileMode(true);
            checker.checkTree(reader.open(commit.getTree()).getBytes(LARGEST_TREE));
            walk.addTree(commit.getTree());
            while (walk.next()) {
                if (walk.isSubtree()) {
                    checker.checkTree(reader.open(walk.getObjectId(0)).getBytes(LARGEST_TREE));
                    walk.enterSubtree();
                } else if (walk.getFileMode(0) != FileMode.GITLINK) {
                    checkFile(reader, walk, budget);
                }
            }
        }
    }

    private static void checkFile(ObjectReader reader, TreeWalk walk, Budget budget) throws IOException {
        budget.write(reader.getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB));
        if (walk.getFileMode(0) == FileMode.SYMLINK) {
            byte[] target = reader.open(walk.getObjectId(0)).getBytes(LONGEST_LINK);
            checkLink(walk.getPathString(), new String(target, StandardCharsets.UTF_8));
        }
    }

    /** Only leading {@code ..} are counted down: one behind a name could climb from wherever another link leads. */
    private static void checkLink(String path, String target) {
        int depth = path.split("/", -1).length - 1;
        boolean named = false;
        boolean out = target.isEmpty() || target.startsWith("/");
        for (String part : target.split("/", -1)) {
            if (part.equals("..")) {
                depth--;
                out |= named || depth < 0;
            } else {
                named |= !part.isEmpty() && !part.equals(".");
            }
        }
        if (out) {
            throw NuaException.badRequest(
                    "The link " + NuaException.excerpt(path)
                            + " in the git repository leads out of its folder. Replace it by a file or a relative link inside.");
        }
    }
}
