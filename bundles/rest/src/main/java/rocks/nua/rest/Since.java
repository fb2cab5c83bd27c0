package rocks.nua.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;

/**
 * A time from which on something is asked for.
 *
 * @param from the time
 */
record Since(Instant from) {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,9})([smhd])");

    /** Reads {@code 10m}, an RFC 3339 time, or nothing, which is the beginning of all time. */
    static Since of(String text, Instant now) {
        if (text.isEmpty()) {
            return new Since(Instant.EPOCH);
        }
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            return new Since(now.minus(unit(ago.group(2)).multipliedBy(count)));
        }
        try {
            return new Since(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST,
                    "Time '" + NuaException.excerpt(text)
                            + "' is not understood: use 30s, 10m, 2h, 1d or 2026-01-31T08:00:00Z.",
                    e);
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
