package rocks.nua.git.jgit;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import rocks.nua.api.NuaException;

/** Tells what JGit reports in sentences. */
final class GitFault {
    private GitFault() {}

    /** The sentence for a failure at that address. */
    static NuaException told(Address address, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NuaException known) {
                return known;
            }
            if (cause instanceof NoRemoteRepositoryException || cause instanceof RepositoryNotFoundException) {
                return notFound(address, failure);
            }
            if (cause instanceof TooLargeObjectInPackException || cause instanceof TooLargePackException) {
                return new NuaException(
                        NuaException.Kind.TOO_LARGE,
                        "A file in the git repository " + address + " is too large. Take it out of the repository.",
                        failure);
            }
            if (cause instanceof CorruptObjectException) {
                return new NuaException(
                        NuaException.Kind.BAD_REQUEST,
                        "The git repository " + address + " is damaged. Check it with git fsck.",
                        failure);
            }
            if (cause instanceof CertificateException) {
                return NuaException.unavailable(
                        "The git repository " + address
                                + " cannot be fetched: this machine does not trust its certificate. Add the authority that signed it"
                                + " to those of the machine (update-ca-certificates) or name its file in NUA_EXTRA_CA, then start Nua again.",
                        failure);
            }
            if (isNetwork(cause)) {
                return NuaException.unavailable(
                        "The host of the git repository " + address
                                + " does not answer. Check the address and the network.",
                        failure);
            }
        }
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("not authorized")
                || text.contains("authentication is required")
                || text.contains("not permitted")) {
            return notFound(address, failure);
        }
        return NuaException.unavailable(
                "The git repository " + address + " could not be fetched: "
                        + NuaException.excerpt(String.valueOf(failure.getMessage())) + ". Check it with git clone.",
                failure);
    }

    private static NuaException notFound(Address address, Exception failure) {
        return new NuaException(
                NuaException.Kind.NOT_FOUND,
                "The git repository " + address
                        + " does not exist or needs a login. Check the address; a login is written as https://USER:TOKEN@HOST/PATH.",
                failure);
    }

    private static boolean isNetwork(Throwable cause) {
        return cause instanceof UnknownHostException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof SocketTimeoutException
                || cause instanceof SocketException;
    }
}
