package rocks.nua.manifest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A builder and the version of its language, which earlier formats wrote as one word, such as {@code node-16}.
 *
 * @param builder name of the builder; empty: not said
 * @param version of the language; empty: not said
 */
record Language(String builder, String version) {
    private static final Pattern ONE_WORD =
            Pattern.compile("(?:nua-)?(node|python|php|go|java|ruby)(?:js)?-?([0-9]+(?:\\.[0-9]+)*)");
    private static final Pattern WITHOUT_DOT = Pattern.compile("[1-9][0-9]");

    static Language of(String builder, String version) {
        Matcher word = ONE_WORD.matcher(builder);
        if (!word.matches()) {
            return new Language(builder, version);
        }
        String number = word.group(2);
        boolean dotless =
                word.group(1).equals("ruby") && WITHOUT_DOT.matcher(number).matches();
        return new Language(word.group(1), dotless ? number.charAt(0) + "." + number.charAt(1) : number);
    }
}
