package rocks.nua.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;

/** A table whose keys are asked for by name, in any spelling; what nobody asked for is told as unknown. */
final class Section {
    private final Map<String, Value> members = new LinkedHashMap<>();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final String path;
    private final Place place;
    private final Remarks remarks;

    Section(String path, Value.Table table, Remarks remarks) {
        this.path = path;
        this.place = table.place();
        this.remarks = remarks;
        table.members().forEach((key, value) -> {
            String plain = plain(key);
            // where both spellings stand there, the one with hyphens holds
            if (!(value instanceof Value.Nothing) && (!members.containsKey(plain) || key.equals(plain))) {
                members.put(plain, value);
                written.put(plain, key);
            }
        });
    }

    /** The spelling that all spellings of a key share. */
    static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Place place() {
        return place;
    }

    Set<String> keys() {
        return members.keySet();
    }

    /** The texts, numbers and truth values by key; this asks for none of them. */
    Map<String, String> scalars() {
        Map<String, String> scalars = new LinkedHashMap<>();
        members.forEach((key, value) -> scalar(value).ifPresent(text -> scalars.put(key, text)));
        return scalars;
    }

    String path(String key) {
        String name = written.getOrDefault(key, key);
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The value of the first of these keys that is there. */
    Optional<Value> find(String... keys) {
        asked.addAll(List.of(keys));
        return Stream.of(keys).filter(members::containsKey).map(members::get).findFirst();
    }

    Place place(String key) {
        Value value = members.get(key);
        return value == null ? place : value.place();
    }

    /** A text; numbers and truth values are taken as they are written. Empty: not said. */
    String text(String... keys) {
        return find(keys).map(value -> text(present(keys), value)).orElse("");
    }

    /** That value of a key as a text. */
    String text(String key, Value value) {
        return scalar(value).orElseThrow(() -> wrong(key, value, "a text", key + " = \"…\""));
    }

    /** Texts; one text alone is a list of one. */
    List<String> texts(String... keys) {
        return find(keys).map(value -> texts(present(keys), value)).orElse(List.of());
    }

    /** Commands; a number or truth value alone is a command too. */
    List<String> commands(String... keys) {
        return find(keys)
                .flatMap(Section::scalar)
                .filter(text -> !text.isBlank())
                .map(List::of)
                .orElseGet(() -> texts(keys));
    }

    private List<String> texts(String key, Value value) {
        if (value instanceof Value.Items items) {
            return items.items().stream()
                    .map(item -> scalar(item).orElseThrow(() -> wrong(key, item, "a list of texts", example(key))))
                    .toList();
        }
        if (value instanceof Value.Text text) {
            return text.text().isBlank() ? List.of() : List.of(text.text());
        }
        throw wrong(key, value, "a list of texts", example(key));
    }

    private static String example(String key) {
        return key + " = [\"" + (key.endsWith("packages") ? "curl" : "…") + "\"]";
    }

    /** A whole number within bounds; a text of digits will do. */
    Optional<Integer> number(String key, int least, int most) {
        return find(key).map(value -> {
            String digits = scalar(value).orElse("").strip();
            if (digits.matches("-?[0-9]{1,9}")) {
                int number = Integer.parseInt(digits);
                if (number >= least && number <= most) {
                    return number;
                }
            }
            throw wrong(key, value, "a whole number from " + least + " to " + most, key + " = " + Math.max(least, 1));
        });
    }

    Optional<Double> decimal(String key) {
        return find(key).map(value -> {
            String digits = scalar(value).orElse("").strip();
            if (digits.matches("[0-9]{1,6}(?:\\.[0-9]{1,9})?")) {
                return Double.valueOf(digits);
            }
            throw wrong(key, value, "a number", key + " = 0.5");
        });
    }

    boolean truth(String key, boolean otherwise) {
        return find(key)
                .map(value -> switch (scalar(value).orElse("").strip().toLowerCase(Locale.ROOT)) {
                    case "true", "on", "yes", "y", "t", "1" -> true;
                    case "false", "off", "no", "n", "f", "0" -> false;
                    default -> throw wrong(key, value, "true or false", key + " = true");
                })
                .orElse(otherwise);
    }

    Duration duration(String key, Duration otherwise) {
        return find(key)
                .map(value -> Quantity.duration(scalar(value).orElse(""))
                        .orElseThrow(
                                () -> wrong(key, value, "a duration from 1 millisecond to 1 day", key + " = \"10s\"")))
                .orElse(otherwise);
    }

    Optional<Long> bytes(String key) {
        return find(key).map(value -> Quantity.bytes(scalar(value).orElse(""))
                .orElseThrow(() -> wrong(key, value, "a size", key + " = \"256M\"")));
    }

    /** A table; an absent one is empty. */
    Section table(String... keys) {
        Value.Table none = new Value.Table(Map.of(), place);
        Value value = find(keys).orElse(none);
        // some documents show a list of one table where a table is meant
        if (value instanceof Value.Items items && items.items().size() == 1) {
            value = items.items().get(0);
        }
        if (value instanceof Value.Table table) {
            return new Section(path(present(keys)), table, remarks);
        }
        throw wrong(present(keys), value, "a table", "[" + path(present(keys)) + "]");
    }

    /** The tables of a list of tables. */
    List<Section> tables(String... keys) {
        String key = present(keys);
        String example = "[[" + path(key) + "]]";
        List<Section> sections = new ArrayList<>();
        Value value = find(keys).orElse(new Value.Items(List.of(), place));
        if (!(value instanceof Value.Items items)) {
            throw wrong(key, value, "a list of tables", example);
        }
        for (Value item : items.items()) {
            if (!(item instanceof Value.Table table)) {
                throw wrong(key, item, "a list of tables", example);
            }
            sections.add(new Section(path(key), table, remarks));
        }
        return sections;
    }

    /** The members of a table by their names as written. */
    Map<String, Value> named(String key) {
        Value value = find(key).orElse(new Value.Table(Map.of(), place));
        if (value instanceof Value.Table table) {
            return table.members();
        }
        throw wrong(key, value, "a table", "[" + path(key) + "]");
    }

    /** The items of a list. */
    List<Value> items(String key) {
        Value value = find(key).orElse(new Value.Items(List.of(), place));
        if (value instanceof Value.Items items) {
            return items.items();
        }
        throw wrong(key, value, "a list", key + " = []");
    }

    /** Keys that are known but change nothing; silently taken. */
    void known(String... keys) {
        asked.addAll(List.of(keys));
    }

    /** Keys that are known and not yet heeded: whoever wrote them is told. */
    void notYet(String... keys) {
        without("has no effect yet.", keys);
    }

    /** Keys that are known and not heeded, and why. */
    void without(String sentence, String... keys) {
        for (String key : keys) {
            find(key).ifPresent(value -> warn(key, sentence));
        }
    }

    /** Tells of each key that nobody asked for the same. */
    void others(String sentence) {
        keys().stream().filter(key -> !asked.contains(key)).forEach(key -> warn(key, sentence));
    }

    /** Tells the keys that nobody asked for. */
    void end() {
        remarks.known(path, asked);
        members.keySet().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> warn(key, Typo.sentence(key, asked)));
    }

    void warn(String key, String sentence) {
        remarks.warn(place(key) + ": " + path(key) + " " + sentence);
    }

    /** A warning about a part of a key's value. */
    void warn(Value part, String key, String sentence) {
        remarks.warn(part.place() + ": " + path(key) + " " + sentence);
    }

    /** A table that is a part of a key's value. */
    Section below(String key, Value.Table table) {
        return new Section(path(key), table, remarks);
    }

    /** A warning about the section itself. */
    void say(String sentence) {
        remarks.warn(place + ": " + path + " " + sentence);
    }

    NuaException reject(String key, String sentence) {
        return place(key).reject(path(key) + " " + sentence);
    }

    private NuaException wrong(String key, Value value, String expected, String example) {
        String found = value instanceof Value.Table || value instanceof Value.Items || value instanceof Value.Date
                ? value.kind()
                : value.kind() + " (" + NuaException.excerpt(scalar(value).orElse("")) + ")";
        return value.place()
                .reject(path(key) + " must be " + expected + ", but is " + found + ". Write " + example + ".");
    }

    private String present(String... keys) {
        return Stream.of(keys).filter(members::containsKey).findFirst().orElse(keys[0]);
    }

    static Optional<String> scalar(Value value) {
        if (value instanceof Value.Text text) {
            return Optional.of(text.text());
        }
        if (value instanceof Value.Number number) {
            return Optional.of(number.text());
        }
        return value instanceof Value.Bool bool ? Optional.of(Boolean.toString(bool.value())) : Optional.empty();
    }
}
