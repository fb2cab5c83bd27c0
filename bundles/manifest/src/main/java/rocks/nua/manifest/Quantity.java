package rocks.nua.manifest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations as people write them. */
final class Quantity {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)\\s*([a-z]*)");
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private Quantity() {}

    /** {@code 256M}, {@code 1.5GiB}, or bytes; units are powers of 1024. */
    static Optional<Long> bytes(String text) {
        return split(text).flatMap(quantity -> {
            int shift =
                    switch (quantity.group(2)) {
                        case "", "b" -> 0;
                        case "k", "kb", "kib", "ki" -> 10;
                        case "m", "mb", "mib", "mi" -> 20;
                        case "g", "gb", "gib", "gi" -> 30;
                        case "t", "tb", "tib", "ti" -> 40;
                        default -> -1;
                    };
            return shift < 0 ? Optional.empty() : within(quantity, BigDecimal.valueOf(1L << shift), 1L << 50);
        });
    }

    /** {@code 10s}, {@code 500ms}, {@code 2m}, {@code 1h}, or seconds. */
    static Optional<Duration> duration(String text) {
        return split(text).flatMap(quantity -> {
            long millis =
                    switch (quantity.group(2)) {
                        case "ms" -> 1;
                        case "", "s", "sec" -> 1000;
                        case "m", "min" -> 60_000;
                        case "h" -> 3_600_000;
                        default -> 0;
                    };
            return within(quantity, BigDecimal.valueOf(millis), LONGEST_MILLIS).map(Duration::ofMillis);
        });
    }

    private static Optional<Matcher> split(String text) {
        return Optional.of(SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT))).filter(Matcher::matches);
    }

    private static Optional<Long> within(Matcher quantity, BigDecimal unit, long most) {
        BigDecimal value = new BigDecimal(quantity.group(1)).multiply(unit);
        boolean fits = value.compareTo(BigDecimal.ONE) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0;
        return fits ? Optional.of(value.longValue()) : Optional.empty();
    }
}
