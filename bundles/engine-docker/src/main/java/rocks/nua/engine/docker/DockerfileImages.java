package rocks.nua.engine.docker;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The images that a Dockerfile may take. Rather one too many than one too few: comments and here-documents are read
 * like instructions, and both escape characters hold.
 *
 * @param named names as they stand, or as the defaults of {@code ARG} make them
 * @param open beginnings of names that go on with a variable whose value cannot be told
 */
record DockerfileImages(Set<String> named, Set<String> open) {
    private static final String LINE = "(?imU)^[\\s\\uFEFF]*";
    private static final String CONTINUED = "(?<!%1$s)%1$s[ \\t]*\\r?\\n(?:[ \\t]*\\r?\\n)*";
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*\\r?\\n");
    private static final List<Pattern> ESCAPED = Stream.of("\\\\", "`")
            .map(escape -> Pattern.compile(CONTINUED.formatted(escape)))
            .toList();
    private static final Pattern QUOTES = Pattern.compile("[\\\\`\"']");
    private static final Pattern FROM = Pattern.compile(LINE + "(?:ONBUILD\\s+)?FROM\\s+(?:--\\S+\\s+)*(\\S+)");
    /** Of {@code COPY} and {@code ADD}, or of a mount. */
    private static final Pattern TAKEN = Pattern.compile("(?i)\\bfrom=([^,\\s]+)");

    private static final Pattern ARGUMENTS = Pattern.compile(LINE + "ARG\\s+(.*)$");
    private static final Pattern ARGUMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:=(\\S*))?");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([^}]*)})");

    static DockerfileImages of(String dockerfile) {
        Set<String> named = new LinkedHashSet<>();
        Set<String> open = new LinkedHashSet<>();
        String plain = COMMENT.matcher(dockerfile).replaceAll("");
        Stream<String> joined =
                ESCAPED.stream().map(escape -> escape.matcher(plain).replaceAll(""));
        for (String view : Stream.concat(joined, Stream.of(dockerfile)).toList()) {
            String text = QUOTES.matcher(view).replaceAll("");
            Map<String, Optional<String>> values = arguments(text);
            for (String name : found(FROM, text)) {
                String full = expanded(name, values);
                int variable = full.indexOf('$');
                (variable < 0 ? named : open).add(variable < 0 ? full : full.substring(0, variable));
            }
            // variables are not allowed here; what BuildKit would refuse is no reason to look further
            found(TAKEN, text).forEach(name -> named.add(expanded(name, values)));
        }
        return new DockerfileImages(named, open);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The global arguments; without a value those that nobody can tell. */
    private static Map<String, Optional<String>> arguments(String text) {
        Map<String, Optional<String>> values = new HashMap<>();
        for (String line : found(ARGUMENTS, text.substring(0, start(text)))) {
            for (MatchResult one : ARGUMENT.matcher(line).results().toList()) {
                Optional<String> value = Optional.ofNullable(one.group(2)).map(said -> expanded(said, values));
                values.merge(one.group(1), value, (first, second) -> Optional.empty());
            }
        }
        return values;
    }

    private static int start(String text) {
        Matcher from = FROM.matcher(text);
        return from.find() ? from.start() : text.length();
    }

    /** What cannot be told stays a variable. */
    private static String expanded(String word, Map<String, Optional<String>> values) {
        return VARIABLE.matcher(word)
                .replaceAll(found -> Matcher.quoteReplacement(
                        value(found.group(1) == null ? found.group(2) : found.group(1), values)));
    }

    private static String value(String variable, Map<String, Optional<String>> values) {
        String[] parts = variable.split(":-", 2);
        Optional<String> known = values.getOrDefault(parts[0], Optional.empty());
        if (parts.length == 2 && known.filter(String::isEmpty).isPresent()) {
            return parts[1];
        }
        return known.orElse("$");
    }
}
