package rocks.nua.api.app;

import java.io.InputStream;
import java.nio.file.Path;
import rocks.nua.api.ImageRef;

/** What to deploy. */
public sealed interface Source {

    /**
     * An archive that is being sent: tar or tar.gz of the source folder. Read once and to its end before
     * {@link Deployments#start} returns; the caller closes it.
     *
     * @param archive the bytes
     */
    record Upload(InputStream archive) implements Source {}

    /**
     * A git repository.
     *
     * @param url http, https, ssh, git or file address
     * @param ref branch, tag or commit; empty: the default branch
     */
    record Git(String url, String ref) implements Source {}

    /**
     * A commit that was pushed to this platform.
     *
     * @param repository folder of the repository, which keeps the commit until the deployment has ended
     * @param commit full id
     */
    record Push(Path repository, String commit) implements Source {}

    /**
     * An image that exists already, here or in a registry.
     *
     * @param image which
     */
    record Image(ImageRef image) implements Source {}

    /**
     * An app of the catalogue.
     *
     * @param id of its package
     */
    record Package(String id) implements Source {}

    /**
     * An earlier release of the same app.
     *
     * @param number which; 0: the one before the current
     */
    record Earlier(int number) implements Source {}

    /** The current release again with the app's environment as it is set now. */
    record Current() implements Source {}
}
