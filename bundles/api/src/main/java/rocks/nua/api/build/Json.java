package rocks.nua.api.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rocks.nua.api.NuaException;

/** Reads JSON (RFC 8259) of a source tree into maps, lists, texts, {@link Double}s and booleans; plugins have no library for it. */
public final class Json {
    private static final int DEEPEST = 100;
    /** Stands for null. */
    public static final Object NULL = new Object();

    private final String file;
    private final String text;
    private int at;
    private int depth;

    private Json(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * The value that the text holds; {@code file} names it in errors.
     *
     * @throws NuaException REJECTED_BY_APP with file, line and column
     */
    public static Object parse(String file, String text) {
        var json = new Json(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        Object value = json.value();
        json.blank();
        if (json.at < json.text.length()) {
            throw json.wrong("the end of the file is expected");
        }
        return value;
    }

    private Object value() {
        blank();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        var members = new LinkedHashMap<String, Object>();
        enter();
        if (!closes('}')) {
            do {
                blank();
                if (peek() != '"') {
                    throw wrong("a name in double quotes is expected");
                }
                String name = string();
                blank();
                take(':');
                members.put(name, value());
            } while (continues('}'));
        }
        depth--;
        return members;
    }

    private List<Object> array() {
        var items = new ArrayList<>();
        enter();
        if (!closes(']')) {
            do {
                items.add(value());
            } while (continues(']'));
        }
        depth--;
        return items;
    }

    private void enter() {
        at++;
        if (++depth > DEEPEST) {
            throw wrong("it is nested too deeply");
        }
    }

    private boolean closes(char end) {
        blank();
        if (peek() != end) {
            return false;
        }
        at++;
        return true;
    }

    private boolean continues(char end) {
        if (closes(end)) {
            return false;
        }
        if (peek() != ',') {
            throw wrong("',' or '" + end + "' is expected");
        }
        at++;
        return true;
    }

    private String string() {
        var value = new StringBuilder();
        at++;
        while (peek() != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw wrong("the text is not closed with a double quote");
            }
            at++;
            value.append(c == '\\' ? escape() : c);
        }
        at++;
        return value.toString();
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            case '"', '\\', '/' -> c;
            default -> throw wrong("'\\" + c + "' is no escape in JSON");
        };
    }

    private char unicode() {
        try {
            char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
            at += 4;
            return c;
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw wrong("four hexadecimal digits are expected");
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value is expected");
        }
        at += word.length();
        return value;
    }

    private Double number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.valueOf(text.substring(start, at));
        } catch (NumberFormatException e) {
            at = start;
            throw wrong("a value is expected");
        }
    }

    private void take(char c) {
        if (peek() != c) {
            throw wrong("'" + c + "' is expected");
        }
        at++;
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("the file ends too early");
        }
        return text.charAt(at);
    }

    private NuaException wrong(String what) {
        String before = text.substring(0, Math.min(at, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return NuaException.rejected(
                file + " is not valid JSON: line " + line + ", column " + column + ": " + what + ". Mend it there.");
    }
}
