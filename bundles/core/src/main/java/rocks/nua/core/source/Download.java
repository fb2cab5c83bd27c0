package rocks.nua.core.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import rocks.nua.api.NuaException;

/** Fetches one file over HTTP into a file of this machine, within limits of size and time. */
public final class Download {
    private static final int SILENCE_MILLIS = 30_000;
    private static final int MOST_REDIRECTS = 5;

    private final long mostBytes;
    private final Duration longest;

    /** Takes at most so many bytes within that time. */
    public Download(long mostBytes, Duration longest) {
        this.mostBytes = mostBytes;
        this.longest = longest;
    }

    /**
     * Fetches; returns the SHA-256 in hexadecimal digits.
     *
     * @throws NuaException REJECTED_BY_APP when nothing is served there, TOO_LARGE, UNAVAILABLE when the host does not answer or not in time
     */
    public String fetch(String address, Path into) {
        String shown = shown(address);
        HttpURLConnection answer = answer(address, shown);
        try (InputStream from = answer.getInputStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream to = new DigestOutputStream(Files.newOutputStream(into), digest)) {
                copy(from, to, shown);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw broken(shown, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            answer.disconnect();
        }
    }

    /** Follows redirects by itself, as the JDK's client refuses those from http to https. */
    private static HttpURLConnection answer(String address, String shown) {
        try {
            URI next = URI.create(address);
            for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
                HttpURLConnection request = request(next);
                int status = request.getResponseCode();
                String location = request.getHeaderField("Location");
                if (status == 200) {
                    return request;
                }
                request.disconnect();
                if (status < 300 || status > 399 || location == null) {
                    throw NuaException.rejected(
                            shown + " answers with HTTP status " + status + ": correct the address.");
                }
                next = redirected(next, location, shown);
            }
            throw NuaException.rejected(
                    shown + " redirects more than " + MOST_REDIRECTS + " times: write the address of the file itself.");
        } catch (IOException e) {
            throw broken(shown, e);
        } catch (IllegalArgumentException e) {
            throw noAddress(shown, e);
        }
    }

    private static HttpURLConnection request(URI address) throws IOException {
        HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
        request.setInstanceFollowRedirects(false);
        request.setConnectTimeout(SILENCE_MILLIS);
        request.setReadTimeout(SILENCE_MILLIS);
        request.setRequestProperty("User-Agent", "nua");
        return request;
    }

    private static URI redirected(URI from, String location, String shown) {
        URI to = from.resolve(location);
        boolean http = "http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme());
        if (!http && !"https".equalsIgnoreCase(to.getScheme())) {
            throw NuaException.rejected(shown + " redirects to " + shown(to.toString())
                    + ", which is not followed: write an https address.");
        }
        return to;
    }

    private void copy(InputStream from, OutputStream to, String shown) throws IOException {
        Instant deadline = Instant.now().plus(longest);
        byte[] buffer = new byte[1 << 16];
        long room = mostBytes;
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            room -= n;
            if (room < 0) {
                throw new NuaException(
                        NuaException.Kind.TOO_LARGE,
                        shown + " is larger than " + (mostBytes >> 20) + " MiB: name a smaller file.");
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("not done within " + longest.toMinutes() + " minutes");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("the platform is going down");
            }
            to.write(buffer, 0, n);
        }
    }

    /** The address without a login. */
    public static String shown(String address) {
        return NuaException.excerpt(address.replaceFirst("//[^/@]*@", "//"));
    }

    private static NuaException noAddress(String shown, Exception e) {
        return new NuaException(NuaException.Kind.REJECTED_BY_APP, shown + " is no address: correct it.", e);
    }

    private static NuaException broken(String shown, IOException e) {
        if (e.getCause() instanceof CertificateException) {
            return NuaException.unavailable(
                    shown + " cannot be fetched: this machine does not trust its certificate. Add the authority that"
                            + " signed it to those of the machine (update-ca-certificates) or name its file in NUA_EXTRA_CA, then start Nua again.",
                    e);
        }
        return NuaException.unavailable(
                shown + " cannot be fetched (" + NuaException.excerpt(String.valueOf(e.getMessage()))
                        + "): check the address and the network, then try again.",
                e);
    }
}
