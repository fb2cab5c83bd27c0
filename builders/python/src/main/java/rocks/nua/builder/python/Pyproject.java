package rocks.nua.builder.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;

/** The few lines of pyproject.toml that a plan needs; whether the whole is valid, pip tells. */
final class Pyproject {
    static final String FILE = "pyproject.toml";
    private static final Pattern TABLE = Pattern.compile("\\[\\s*([A-Za-z0-9._-]+)\\s*\\]\\s*(?:#.*)?");

    private final Map<String, List<String>> tables = new LinkedHashMap<>();

    Pyproject(String text) {
        String table = "";
        for (String line : text.lines().map(String::strip).toList()) {
            var header = TABLE.matcher(line);
            if (header.matches()) {
                table = header.group(1);
            }
            tables.computeIfAbsent(table, name -> new ArrayList<>()).add(header.matches() ? "" : line);
        }
    }

    boolean has(String table) {
        return tables.containsKey(table);
    }

    /** The right side of a key; empty: the key is not there. */
    String value(String table, String key) {
        return rightSides(table, key).findFirst().orElse("").replaceFirst("\\s#.*$", "");
    }

    /** The keys of a table. */
    List<String> keys(String table) {
        return tables.getOrDefault(table, List.of()).stream()
                .filter(line -> line.matches("[A-Za-z0-9\"'._-]+\\s*=.*"))
                .map(line -> line.split("=", 2)[0].replaceAll("[\"'\\s]", ""))
                .toList();
    }

    /** A list of texts, over as many lines as it takes. */
    List<String> list(String table, String key) {
        List<String> lines = tables.getOrDefault(table, List.of());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(Pattern.quote(key) + "\\s*=\\s*\\[.*")) {
                String rest = String.join("\n", lines.subList(i, lines.size()));
                return texts(rest.substring(rest.indexOf('[') + 1), table, key);
            }
        }
        return List.of();
    }

    private Stream<String> rightSides(String table, String key) {
        return tables.getOrDefault(table, List.of()).stream()
                .filter(line -> line.matches("[\"']?" + Pattern.quote(key) + "[\"']?\\s*=.*"))
                .map(line -> line.split("=", 2)[1].strip());
    }

    private static List<String> texts(String rest, String table, String key) {
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < rest.length(); at++) {
            char c = rest.charAt(at);
            if (c == ']') {
                return texts;
            }
            int end = c == '"' || c == '\'' ? rest.indexOf(c, at + 1) : c == '#' ? rest.indexOf('\n', at) : at;
            if (end < 0) {
                break;
            }
            if (c == '"' || c == '\'') {
                texts.add(rest.substring(at + 1, end).replace("\\\"", "\""));
            } else if (c != '#' && c != ',' && !Character.isWhitespace(c)) {
                break;
            }
            at = end;
        }
        throw NuaException.rejected("pyproject.toml: the list " + key + " in [" + table
                + "] is not a list of texts in quotes between '[' and ']'. Mend it there.");
    }
}
