package rocks.nua.git.jgit;

import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import rocks.nua.api.NuaException;

/**
 * Where a repository is. Prints without its login.
 *
 * @param uri without login
 * @param login what was in front of the host, as {@code user:password}
 */
record Address(URIish uri, Optional<CredentialsProvider> login) {
    private static final Set<String> NETWORK = Set.of("http", "https", "git");

    /** @throws NuaException BAD_REQUEST for an address that is not accepted */
    static Address of(String text) {
        try {
            URIish uri = new URIish(text);
            return of(uri.getScheme() == null && text.startsWith("/") ? uri.setScheme("file") : uri);
        } catch (URISyntaxException e) {
            throw refused("is not an address");
        }
    }

    private static Address of(URIish uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("file")) {
            boolean here = uri.getHost() == null || uri.getHost().isEmpty();
            if (!here || uri.getPath() == null || !uri.getPath().startsWith("/")) {
                throw refused("is not an absolute path of this machine");
            }
        } else if (scheme.equals("ssh") || (scheme.isEmpty() && uri.getHost() != null)) {
            throw refused("uses ssh, which this platform does not speak yet");
        } else if (!NETWORK.contains(scheme)
                || uri.getHost() == null
                || uri.getHost().isEmpty()) {
            throw refused("has no scheme and host that are accepted");
        }
        return new Address(uri.setUser(null).setPass(null), login(uri));
    }

    private static Optional<CredentialsProvider> login(URIish uri) {
        if (uri.getUser() == null) {
            return Optional.empty();
        }
        String password = uri.getPass() == null ? "" : uri.getPass();
        return Optional.of(new UsernamePasswordCredentialsProvider(uri.getUser(), password));
    }

    /**
     * The address of a submodule, as {@code .gitmodules} writes it. None is on this machine, as with git's own
     * {@code protocol.file.allow}: whoever writes a repository is not the one who may read others here.
     */
    Address submodule(String text) {
        Address other = text.startsWith("./") || text.startsWith("../") ? of(relative(text)) : of(text);
        if (other.isFile()) {
            throw NuaException.badRequest(
                    "A submodule is on this machine, or beside a repository of this machine, and is not fetched"
                            + " from there. Let .gitmodules name it by https://HOST/PATH.");
        }
        return other.login.isEmpty() && other.sameHost(this) ? new Address(other.uri, login) : other;
    }

    boolean isFile() {
        return "file".equals(uri.getScheme());
    }

    private URIish relative(String text) {
        StringBuilder path = new StringBuilder(uri.getPath().replaceAll("/+$", ""));
        for (String part : text.split("/", -1)) {
            if (part.equals("..")) {
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            } else if (!part.equals(".") && !part.isEmpty()) {
                path.append('/').append(part);
            }
        }
        return uri.setPath(path.toString());
    }

    private boolean sameHost(Address other) {
        return String.valueOf(uri.getScheme()).equals(other.uri.getScheme())
                && String.valueOf(uri.getHost()).equals(other.uri.getHost())
                && uri.getPort() == other.uri.getPort();
    }

    // without the text: it may hold a password at a place nobody thought of
    private static NuaException refused(String why) {
        return NuaException.badRequest("The git address " + why
                + ". Use https://HOST/PATH, http, git, or the absolute path of a repository on this machine.");
    }

    @Override
    public String toString() {
        return NuaException.excerpt(uri.toString());
    }
}
