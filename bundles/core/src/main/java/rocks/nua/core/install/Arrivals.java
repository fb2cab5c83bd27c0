package rocks.nua.core.install;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.core.catalogue.Packages;
import rocks.nua.core.source.Download;
import rocks.nua.core.source.Workspace;

/** Brings the file of a plugin to this machine. */
final class Arrivals {
    private static final long MOST_BYTES = 256L << 20;
    private static final Download DOWNLOAD = new Download(MOST_BYTES, Duration.ofMinutes(10));
    private static final Pattern MAVEN =
            Pattern.compile("mvn:([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+)(?:/(jar|kar))?");

    private final String maven;
    private final Packages packages;

    /**
     * Where a file came from.
     *
     * @param origin for people
     * @param voucher whose signed index names just this file; empty: nobody's
     */
    record Arrival(String origin, String voucher) {}

    /** Looks up {@code mvn:} addresses in that Maven repository, and plain words among the packages. */
    Arrivals(String maven, Packages packages) {
        this.maven = maven;
        this.packages = packages;
    }

    /** Writes it into a new file. */
    Arrival fetch(PluginSource source, Path into) {
        if (source instanceof PluginSource.Upload upload) {
            Workspace.store(upload.content(), into, MOST_BYTES);
            String name = NuaException.excerpt(upload.from()).replaceFirst("^.*/", "");
            return new Arrival(name.isEmpty() ? "upload" : name, "");
        }
        String asked = ((PluginSource.Address) source).value();
        if (Packages.isId(asked)) {
            Packages.Provider provider = packages.fetchPlugin(asked, into);
            String repository = "repository " + provider.repository();
            return new Arrival(asked + " of " + repository, provider.signs() ? repository : "");
        }
        DOWNLOAD.fetch(address(asked), into);
        return new Arrival(Download.shown(asked), "");
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
                            + "' is no plugin: write the id of a package, https://…, or mvn:group/artifact/version with /kar behind it for a kar.");
        }
        return asked;
    }
}
