package rocks.nua.git.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** The clone of somebody who pushes. */
record Workplace(Path folder, Git git, String url) implements AutoCloseable {
    private static final PersonIdent SOMEBODY = new PersonIdent("a", "a@example.org");

    static Workplace at(Path folder, String url) throws GitAPIException {
        return new Workplace(
                folder,
                Git.init()
                        .setDirectory(folder.toFile())
                        .setInitialBranch("main")
                        .call(),
                url);
    }

    RevCommit commit(String file, String text) throws IOException, GitAPIException {
        Files.writeString(folder.resolve(file), text);
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("m")
                .setAuthor(SOMEBODY)
                .setCommitter(SOMEBODY)
                .setSign(false)
                .call();
    }

    void remove(String file) throws GitAPIException {
        git.rm().addFilepattern(file).call();
    }

    PushResult push(String token, String... specs) throws GitAPIException {
        var push = git.push()
                .setRemote(url)
                .setCredentialsProvider(new UsernamePasswordCredentialsProvider("anybody", token))
                .setRefSpecs(java.util.Arrays.stream(specs).map(RefSpec::new).toList());
        return push.call().iterator().next();
    }

    @Override
    public void close() {
        git.close();
    }
}
