package rocks.nua.api.platform;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Resources;

/**
 * The part of the settings that says how images are made.
 *
 * @param snapshot moment of Debian's archive from which base images and packages come, as {@code 20261101T000000Z}; empty: as it is now
 * @param snapshotArchive address of the archive of snapshots, without a slash at its end
 * @param baseRegistry repository from which base images are pulled, by suite as tag; empty: they are bootstrapped here
 * @param limits what the steps of all builds together may take
 * @param time how long a build may take
 * @param diskBytes how much a build may write
 * @param cacheBytes how much the caches of all builds may keep
 * @param cacheAge how long a cache is kept that no build uses
 * @param keptReleases releases of an app that are kept with their images, beside the current one
 */
public record BuildSettings(
        String snapshot,
        String snapshotArchive,
        String baseRegistry,
        Resources limits,
        Duration time,
        long diskBytes,
        long cacheBytes,
        Duration cacheAge,
        int keptReleases) {
    /** The variables. */
    public static final List<String> NAMES = List.of(
            "NUA_BASE_SNAPSHOT",
            "NUA_SNAPSHOT_ARCHIVE",
            "NUA_BASE_REGISTRY",
            "NUA_BUILD_MEMORY",
            "NUA_BUILD_CPU",
            "NUA_BUILD_MINUTES",
            "NUA_BUILD_DISK",
            "NUA_CACHE_SIZE",
            "NUA_CACHE_DAYS",
            "NUA_KEEP_RELEASES");

    private static final int PIDS = 4096;
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})([MGT])");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}([.][0-9]{1,3})?");
    private static final String ARCHIVE = "http://snapshot.debian.org/archive";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/]\\S*");
    private static final Pattern MOMENT = Pattern.compile("[0-9]{8}T[0-9]{6}Z");
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9][a-zA-Z0-9./:_-]*");

    /**
     * Reads them by the names of their variables; what is not said is the default.
     *
     * @throws NuaException BAD_REQUEST for a value that cannot be meant
     */
    public static BuildSettings of(Map<String, String> settings) {
        String registry = settings.getOrDefault("NUA_BASE_REGISTRY", "");
        if (!registry.isEmpty() && !REPOSITORY.matcher(registry).matches()) {
            throw wrong("NUA_BASE_REGISTRY", registry, "a repository, as registry.example.org/nua/base");
        }
        return new BuildSettings(
                moment(settings.getOrDefault("NUA_BASE_SNAPSHOT", "")),
                archive(settings.getOrDefault("NUA_SNAPSHOT_ARCHIVE", "")),
                registry,
                new Resources(
                        size(settings, "NUA_BUILD_MEMORY", "2G"), number(settings, "NUA_BUILD_CPU", cores()), PIDS),
                Duration.ofSeconds(Math.round(60 * number(settings, "NUA_BUILD_MINUTES", "30"))),
                size(settings, "NUA_BUILD_DISK", "10G"),
                size(settings, "NUA_CACHE_SIZE", "20G"),
                Duration.ofMinutes(Math.round(24 * 60 * number(settings, "NUA_CACHE_DAYS", "14"))),
                (int) Math.ceil(number(settings, "NUA_KEEP_RELEASES", "10")));
    }

    private static long size(Map<String, String> settings, String name, String otherwise) {
        String text = said(settings, name, otherwise);
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw wrong(name, text, "a size, as 512M or " + otherwise);
        }
        return Long.parseLong(matcher.group(1)) << (20 + 10 * "MGT".indexOf(matcher.group(2)));
    }

    /** All of this machine: the weight of builds, a quarter of an app's, keeps them from starving what runs. */
    private static String cores() {
        return Integer.toString(Runtime.getRuntime().availableProcessors());
    }

    private static double number(Map<String, String> settings, String name, String otherwise) {
        String text = said(settings, name, otherwise);
        if (!NUMBER.matcher(text).matches() || Double.parseDouble(text) == 0) {
            throw wrong(name, text, "a number above 0, as " + otherwise);
        }
        return Double.parseDouble(text);
    }

    private static String said(Map<String, String> settings, String name, String otherwise) {
        String text = settings.getOrDefault(name, "");
        return text.isEmpty() ? otherwise : text;
    }

    private static String moment(String text) {
        if (text.isEmpty() || MOMENT.matcher(text).matches()) {
            return text;
        }
        try {
            return LocalDate.parse(text).format(DateTimeFormatter.BASIC_ISO_DATE) + "T000000Z";
        } catch (DateTimeParseException e) {
            throw wrong("NUA_BASE_SNAPSHOT", text, "a day, as 2026-11-01, or a moment, as 20261101T120000Z");
        }
    }

    private static String archive(String text) {
        if (text.isEmpty()) {
            return ARCHIVE;
        }
        if (ADDRESS.matcher(text).matches()) {
            return text.replaceFirst("/+$", "");
        }
        throw wrong("NUA_SNAPSHOT_ARCHIVE", text, "an http or https address, as " + ARCHIVE);
    }

    private static NuaException wrong(String name, String value, String wanted) {
        return NuaException.badRequest(
                name + " is '" + NuaException.excerpt(value) + "': set it to " + wanted + ", or leave it out.");
    }
}
