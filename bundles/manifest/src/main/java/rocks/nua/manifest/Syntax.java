package rocks.nua.manifest;

/** A syntax in which manifests are written. */
interface Syntax {
    /**
     * The table that the text holds.
     *
     * @throws rocks.nua.api.NuaException REJECTED_BY_APP with line and column
     */
    Value.Table parse(String file, String text);

    /** The syntax of a file by its suffix. */
    static Syntax of(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "toml" -> new Toml();
            case "json" -> new Json();
            default -> new Yaml();
        };
    }

    /** What a parser says of an error, made one line. */
    static String sentence(String message) {
        String line =
                message.strip().lines().findFirst().orElse("it cannot be read").replaceAll("[.?\\s]+$", "");
        if (line.equals("Unknown token")) {
            return "the value is no number, true, false or text. A text stands in quotes: \"node server.js\".";
        }
        return "it cannot be read: " + (line.length() > 200 ? line.substring(0, 200) + "…" : line) + ". Mend it there.";
    }
}
