package rocks.nua.rest;

import java.util.Locale;

/** Text of {@code Key: value} lines; empty values are left out. */
final class Lines {
    private final StringBuilder text = new StringBuilder();

    Lines add(String key, Object value) {
        String shown = Table.oneLine(value);
        if (!shown.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%-11s %s%n", key + ":", shown));
        }
        return this;
    }

    Lines blank() {
        text.append("\n");
        return this;
    }

    Lines paragraph(String lines) {
        text.append(lines);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
