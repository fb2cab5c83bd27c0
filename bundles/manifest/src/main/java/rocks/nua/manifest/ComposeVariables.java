package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${NAME}} in a Compose file from the folder's {@code .env}. */
record ComposeVariables(Map<String, String> values) {
    private static final String WITHIN = "(?:[^{}$]++|\\$\\{[^{}]*+\\}|\\$){0,20}";
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$(?:\\$|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])(" + WITHIN + "))?\\})");

    /** The value with its references filled; what nobody says is empty and told once. */
    Value fill(Value value, Remarks remarks) {
        return new Filling(this, remarks, new TreeSet<>()).fill(value);
    }

    private record Filling(ComposeVariables variables, Remarks remarks, TreeSet<String> told) {
        Value fill(Value value) {
            if (value instanceof Value.Table table) {
                Map<String, Value> members = new LinkedHashMap<>();
                table.members().forEach((name, member) -> members.put(name, fill(member)));
                return new Value.Table(members, table.place());
            }
            if (value instanceof Value.Items items) {
                return new Value.Items(items.items().stream().map(this::fill).toList(), items.place());
            }
            return value instanceof Value.Text text
                    ? new Value.Text(fill(text.text(), text.place()), text.place())
                    : value;
        }

        private String fill(String text, Place place) {
            return REFERENCE
                    .matcher(text)
                    .replaceAll(reference -> Matcher.quoteReplacement(
                            reference.group().equals("$$")
                                    ? "$"
                                    : value(
                                            reference.group(1) == null ? reference.group(2) : reference.group(1),
                                            reference.group(3) == null ? "" : reference.group(3),
                                            reference.group(4) == null ? "" : reference.group(4),
                                            place)));
        }

        private String value(String name, String operator, String operand, Place place) {
            String value = variables.values().getOrDefault(name, "");
            boolean said = operator.startsWith(":")
                    ? !value.isEmpty()
                    : variables.values().containsKey(name);
            if (operator.endsWith("+")) {
                return said ? fill(operand, place) : "";
            }
            if (said) {
                return value;
            }
            if (operator.endsWith("-")) {
                return fill(operand, place);
            }
            if (told.add(name)) {
                remarks.warn(place + ": ${" + name + "} is said nowhere and is empty. Say it in .env, or write ${"
                        + name + ":-default}.");
            }
            return "";
        }
    }
}
