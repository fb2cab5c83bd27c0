package rocks.nua.manifest;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the keys of a TOML text stand. The parser tells the places of errors only, so the lines that open a table or set a
 * key are looked up here; what stands within a value has the place of its key.
 */
final class TomlPlaces {
    private static final String WORD = "(?:[A-Za-z0-9_-]++|\"[^\"]*+\"|'[^']*+')";
    private static final String KEY = WORD + "(?:\\s*+\\.\\s*+" + WORD + ")*+";
    private static final Pattern HEADER = Pattern.compile("^\\s*+(\\[\\[?)\\s*+(" + KEY + ")\\s*+\\]");
    private static final Pattern SETTING = Pattern.compile("^\\s*+(" + KEY + ")\\s*+=");
    private static final Pattern PART = Pattern.compile(WORD);
    private static final Pattern LONG_TEXT = Pattern.compile("\"\"\"|'''");

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final String file;

    TomlPlaces(String file, String text) {
        this.file = file;
        places.put("", new Place(file, 1, 1));
        String table = "";
        boolean within = false;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!within) {
                table = read(line, number, table);
            }
            within ^= LONG_TEXT.matcher(line).results().count() % 2 == 1;
        }
    }

    static String part(String key) {
        return "." + key;
    }

    static String index(int index) {
        return "[" + index + "]";
    }

    /** The place of a path, or of the nearest that holds it. */
    Place of(String path) {
        Place place = places.get(path);
        return place == null ? of(path.substring(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('[')))) : place;
    }

    private String read(String line, int number, String table) {
        Matcher header = HEADER.matcher(line);
        if (header.find()) {
            String path = resolve("", header.group(2), header.group(1).equals("[["));
            var place = new Place(file, number, header.start(1) + 1);
            places.putIfAbsent(path, place);
            places.putIfAbsent(path.replaceFirst("\\[[0-9]+\\]$", ""), place);
            return path;
        }
        Matcher setting = SETTING.matcher(line);
        if (setting.find()) {
            places.putIfAbsent(resolve(table, setting.group(1), false), new Place(file, number, setting.start(1) + 1));
        }
        return table;
    }

    /** A key below a list of tables belongs to the table begun last. */
    private String resolve(String table, String key, boolean begins) {
        StringBuilder path = new StringBuilder(table);
        Matcher parts = PART.matcher(key);
        while (parts.find()) {
            String part = parts.group().replaceAll("^[\"']|[\"']$", "");
            path.append(part(part));
            if (begins && parts.end() == key.length()) {
                counts.merge(path.toString(), 1, Integer::sum);
            }
            Integer count = counts.get(path.toString());
            if (count != null) {
                path.append(index(count - 1));
            }
        }
        return path.toString();
    }
}
