package rocks.nua.api.platform;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;

/**
 * The part of the settings that says how images are made.
 *
 * @param snapshot moment of Debian's archive from which base images and packages come, as {@code 20261101T000000Z}; empty: as it is now
 * @param snapshotArchive address of the archive of snapshots, without a slash at its end
 * @param baseRegistry repository from which base images are pulled, by suite as tag; empty: they are bootstrapped here
 */
public record BuildSettings(String snapshot, String snapshotArchive, String baseRegistry) {
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
                registry);
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
