package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of variables, one NAME=value a line. */
final class DotEnv {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)");

    private DotEnv() {}

    static Map<String, String> parse(String file, String text, Remarks remarks) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher setting = LINE.matcher(line);
            if (setting.matches()) {
                variables.put(setting.group(1), value(setting.group(2)));
            } else {
                remarks.warn(new Place(file, number, 1) + ": the line is not NAME=value and has no effect.");
            }
        }
        return variables;
    }

    private static String value(String text) {
        Matcher quoted = Pattern.compile("([\"'])(.*)\\1(?:\\s+#.*)?").matcher(text);
        return quoted.matches()
                ? quoted.group(2)
                : text.replaceFirst("(?:^|\\s)#.*$", "").strip();
    }
}
