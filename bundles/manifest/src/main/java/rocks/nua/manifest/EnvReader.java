package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec.EnvValue;

/** Reads {@code [env]}, whose names are kept as written. */
record EnvReader(boolean numbered, Remarks remarks) {
    private static final int LENGTH = 24;
    private static final String INTERNAL =
            "asks for the server's own password, which no app gets: the variable is empty. Write"
                    + " { from = \"database\", key = \"POSTGRES_PASSWORD\" }, which is the app's own.";

    /** @param numbered whether the manifest says which format it has; without, truth values are written as Python does */
    EnvReader {}

    Map<String, EnvValue> read(Value.Table table) {
        Map<String, EnvValue> env = new LinkedHashMap<>();
        table.members().forEach((name, value) -> {
            if (value instanceof Value.Nothing) {
                return;
            }
            checkName(name, value);
            env.put(name, value(name, value));
        });
        return env;
    }

    static void checkName(String name, Value value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,254}")) {
            throw value.place()
                    .reject("env." + NuaException.excerpt(name)
                            + " is no name of a variable. Use letters, digits and '_'.");
        }
    }

    private EnvValue value(String name, Value value) {
        if (value instanceof Value.Table table) {
            return drawn(name, table);
        }
        if (value instanceof Value.Items items) {
            return new EnvValue.Text(items.items().stream()
                    .map(item -> item instanceof Value.Text text ? "'" + text.text() + "'" : plain(name, item))
                    .collect(Collectors.joining(", ", "[", "]")));
        }
        return new EnvValue.Text(plain(name, value));
    }

    private String plain(String name, Value value) {
        if (value instanceof Value.Bool bool && !numbered) {
            return bool.value() ? "True" : "False";
        }
        return Section.scalar(value).orElseThrow(() -> value.place()
                .reject("env." + name + " must be a text, a number or an expression such as { random = true }, but is "
                        + value.kind() + "."));
    }

    private EnvValue drawn(String name, Value.Table table) {
        table.members().forEach((key, value) -> plain(name + "." + key, value));
        var section = new Section("env." + name, table, remarks);
        EnvValue value = drawn(section);
        section.end();
        return value;
    }

    /** The first of these keys that is there decides, whatever its value. */
    private static EnvValue drawn(Section section) {
        boolean fresh = !section.truth("persist", section.truth("persistent", true));
        boolean shown = section.truth("display", false);
        if (section.find("key").isPresent()) {
            return new EnvValue.From(section.text("from"), section.text("key"));
        }
        if (section.find("nua-internal").isPresent()) {
            section.warn("nua-internal", INTERNAL);
            return new EnvValue.Text("");
        }
        if (section.find("external-ip").isPresent()) {
            return new EnvValue.ExternalIp();
        }
        if (section.find("random").isPresent()) {
            int length = section.number("length", 1, 4096).orElse(LENGTH);
            return new EnvValue.Random(length, numeric(section), fresh, shown);
        }
        if (section.find("unique-db").isPresent()) {
            return new EnvValue.Unique("db");
        }
        if (section.find("unique-user").isPresent()) {
            return new EnvValue.Unique("user");
        }
        section.known("from", "length", "type");
        section.say(
                "says neither key nor random and is empty. Write { random = true }, or { from = \"database\", key = \"hostname\" }.");
        return new EnvValue.Text("");
    }

    private static boolean numeric(Section section) {
        return switch (section.text("type").toLowerCase(Locale.ROOT)) {
            case "int", "integer" -> true;
            case "", "str", "string" -> false;
            default -> throw section.reject("type", "must be \"string\" or \"int\".");
        };
    }
}
