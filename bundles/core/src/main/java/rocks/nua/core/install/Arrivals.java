package rocks.nua.core.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.core.source.Download;

/** Brings the file of a plugin to this machine. */
final class Arrivals {
    private static final long MOST_BYTES = 256L << 20;
    private static final Download DOWNLOAD = new Download(MOST_BYTES, Duration.ofMinutes(10));
    private static final Pattern MAVEN =
            Pattern.compile("mvn:([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+)(?:/(jar|kar))?");

    private final String maven;

    /** Looks up {@code mvn:} addresses in this repository. */
    Arrivals(String maven) {
        this.maven = maven;
    }

    /** Where it comes from, for people. */
    static String origin(PluginSource source) {
        if (source instanceof PluginSource.Upload upload) {
            String name = NuaException.excerpt(upload.from()).replaceFirst("^.*/", "");
            return name.isEmpty() ? "upload" : name;
        }
        return Download.shown(((PluginSource.Address) source).value());
    }

    /** Writes it into a file. */
    void fetch(PluginSource source, Path into) {
        if (source instanceof PluginSource.Upload upload) {
            store(upload.content(), into);
            return;
        }
        DOWNLOAD.fetch(address(((PluginSource.Address) source).value()), into);
    }

    private String address(String asked) {
        Matcher named = MAVEN.matcher(asked);
        if (named.matches()) {
            String type = named.group(4) == null ? "jar" : named.group(4);
            return "%s/%s/%s/%s/%s-%s.%s"
                    .formatted(
                            maven.replaceFirst("/$", ""),
                            named.group(1).replace('.', '/'),
                            named.group(2),
                            named.group(3),
                            named.group(2),
                            named.group(3),
                            type);
        }
        if (!asked.matches("https?://\\S+")) {
            throw NuaException.badRequest(
                    "'" + Download.shown(asked)
                            + "' is no address of a plugin: write https://…, or mvn:group/artifact/version with /kar behind it for a kar.");
        }
        return asked;
    }

    private static void store(InputStream content, Path into) {
        byte[] buffer = new byte[1 << 16];
        long room = MOST_BYTES;
        try (OutputStream to = Files.newOutputStream(into)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                room -= n;
                if (room < 0) {
                    throw new NuaException(
                            NuaException.Kind.TOO_LARGE,
                            "The file is over " + (MOST_BYTES >> 20) + " MiB: it is no plugin.");
                }
                to.write(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
