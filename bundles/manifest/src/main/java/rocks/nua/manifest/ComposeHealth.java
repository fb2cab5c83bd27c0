package rocks.nua.manifest;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.app.HealthCheck;

/** Reads {@code healthcheck} of a Compose service. */
final class ComposeHealth {
    private static final Pattern REQUEST = Pattern.compile(
            "(?:curl|wget)\\s(?:[^|&;]*\\s)?[\"']?https?://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0)(?::([0-9]+))?(/[^\\s\"']*)?[\"']?"
                    + "(?:\\s+-[^|&;]*)?(?:\\s*\\|\\|\\s*exit\\s+1)?");
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|us|m|s)");
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int RETRIES = 3;

    private ComposeHealth() {}

    /** A request that curl or wget would make in the container is made by the platform: most images have neither. */
    static HealthCheck read(Section service, int port) {
        Section section = service.table("healthcheck");
        String command = command(section);
        Duration timeout = duration(section, "timeout", HealthCheck.TIMEOUT);
        Duration tries = duration(section, "interval", INTERVAL)
                .multipliedBy(section.number("retries", 1, 1000).orElse(RETRIES));
        Duration startPeriod = duration(section, "start-period", Duration.ZERO).plus(tries);
        boolean none = section.truth("disable", false) || command.isEmpty();
        section.known("start-interval");
        section.end();
        if (none) {
            return new HealthCheck.Conventional();
        }
        Matcher request = REQUEST.matcher(command);
        if (request.matches() && (request.group(1) == null || request.group(1).equals(String.valueOf(port)))) {
            return new HealthCheck.Http(request.group(2) == null ? "/" : request.group(2), timeout, startPeriod);
        }
        return new HealthCheck.Exec(command, timeout, startPeriod);
    }

    private static String command(Section section) {
        List<String> test = section.commands("test");
        return switch (test.isEmpty() ? "NONE" : test.get(0)) {
            case "NONE" -> "";
            case "CMD-SHELL" -> String.join(" ", test.subList(1, test.size()));
            case "CMD" -> ComposeCommand.line(test.subList(1, test.size()));
            default -> ComposeCommand.line(test);
        };
    }

    private static Duration duration(Section section, String key, Duration otherwise) {
        String text = section.text(key).strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher parts = PART.matcher(text);
        double seconds = parts.results()
                .mapToDouble(part -> Double.parseDouble(part.group(1))
                        * switch (part.group(2)) {
                            case "h" -> 3600;
                            case "m" -> 60;
                            case "s" -> 1;
                            case "ms" -> 1e-3;
                            default -> 1e-6;
                        })
                .sum();
        boolean whole = text.length() <= 40 && text.matches("(?:" + PART.pattern() + ")+") && seconds <= 86_400;
        if (!whole && !text.equals("0")) {
            throw section.reject(key, "must be a duration of at most a day. Write " + key.replace('-', '_') + ": 30s.");
        }
        return Duration.ofMillis(Math.max(Math.round(seconds * 1000), 1));
    }
}
