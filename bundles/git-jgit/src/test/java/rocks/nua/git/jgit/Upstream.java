package rocks.nua.git.jgit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A repository to fetch from, with a work tree. */
record Upstream(Path folder, Git git) implements AutoCloseable {
    static final PersonIdent SOMEBODY = new PersonIdent("a", "a@example.org");

    static Upstream at(Path folder) throws GitAPIException {
        HostIndependent.install();
        return new Upstream(
                folder,
                Git.init()
                        .setDirectory(folder.toFile())
                        .setInitialBranch("main")
                        .call());
    }

    Upstream file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.toAbsolutePath().resolve("..").normalize());
        Files.writeString(file, text);
        return this;
    }

    Upstream link(String path, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(path), Path.of(target));
        return this;
    }

    RevCommit commit() throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("m")
                .setAuthor(SOMEBODY)
                .setCommitter(SOMEBODY)
                .setSign(false)
                .call();
    }

    String url() {
        return "file://" + folder;
    }

    @Override
    public void close() {
        git.close();
    }
}
