package rocks.nua.core.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.core.source.Download;

/**
 * The folder of a repository, wherever it is.
 *
 * @param address http or https address without a slash at its end, or an absolute folder of this machine
 */
record Remote(String address) {
    static final long LARGEST_ARCHIVE = 1L << 30;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final long LARGEST_INDEX = 32L << 20;
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** @throws NuaException BAD_REQUEST when it is neither */
    Remote {
        address = address.strip()
                .replaceFirst("^file:(//)?", "")
                .replaceFirst("/index\\.json$", "")
                .replaceFirst("/+$", "");
        if (!address.matches("https?://[^\\s\"]+|/[^\\p{Cntrl}]+")) {
            throw NuaException.badRequest("'" + NuaException.excerpt(address)
                    + "' is no address of a repository: use https://packages.example.org or an absolute folder.");
        }
    }

    /** A small file. */
    byte[] bytes(String file, Path workFolder) {
        Path into = workFolder.resolve("fetched");
        fetch(file, into, LARGEST_INDEX, SHORT);
        try {
            return Files.readAllBytes(into);
        } catch (IOException e) {
            throw NuaException.unavailable(workFolder + " cannot be read. Check the disk.", e);
        }
    }

    /** A package's file. */
    void archive(RelativePath file, Path into) {
        fetch(file.value(), into, LARGEST_ARCHIVE, LONGEST);
    }

    private void fetch(String file, Path into, long most, Duration longest) {
        if (!address.startsWith("/")) {
            download(address + "/" + file, into, new Download(most, longest));
            return;
        }
        Path from = Path.of(address).resolve(file);
        try {
            if (Files.size(from) > most) {
                throw new NuaException(
                        NuaException.Kind.TOO_LARGE,
                        from + " is larger than " + (most >> 20) + " MiB: name a smaller file.");
            }
            Files.copy(from, into, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw NuaException.unavailable(from + " cannot be read: check the folder and who may read it.", e);
        }
    }

    /** That nothing good is there is no app's fault. */
    private static void download(String from, Path into, Download download) {
        try {
            download.fetch(from, into);
        } catch (NuaException e) {
            throw NuaException.unavailable(e.getMessage(), e);
        }
    }

    /** A name for it: the host, or the last folder. */
    String name() {
        String last = address.startsWith("/")
                ? address.replaceFirst("^.*/", "")
                : java.net.URI.create(address).getHost();
        return rocks.nua.api.AppName.from(String.valueOf(last)).value();
    }
}
