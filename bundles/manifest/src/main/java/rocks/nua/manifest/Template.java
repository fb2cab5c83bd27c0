package rocks.nua.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of {@code [metadata]} and {@code [build]} in which {@code {version}} stands for the value of that key, and doubled
 * braces for one. The shell's {@code ${NAME}}, and names that no key has, stay as they are.
 */
record Template(Map<String, String> values) {
    private static final Pattern BRACES = Pattern.compile("\\$\\{|\\{\\{|\\}\\}|\\{([A-Za-z][A-Za-z0-9_-]*)\\}");

    String render(String text) {
        Matcher braces = BRACES.matcher(text);
        return braces.replaceAll(found -> Matcher.quoteReplacement(replacement(found.group(), found.group(1))));
    }

    /** The same with more values, which win. */
    Template with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more);
        return new Template(all);
    }

    List<String> render(List<String> texts) {
        return texts.stream().map(this::render).toList();
    }

    private String replacement(String found, String name) {
        return switch (found) {
            case "{{" -> "{";
            case "}}" -> "}";
            case "${" -> found;
            default -> values.getOrDefault(Section.plain(name), found);
        };
    }
}
