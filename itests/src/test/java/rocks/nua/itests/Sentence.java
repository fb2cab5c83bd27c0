package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is told to people. */
final class Sentence {
    private Sentence() {}

    /** Fails where the text is no sentence for people: empty, long, or full of Java. */
    static void check(String text) {
        assertTrue(text.matches("(?s)\\S.{10,600}"), () -> "no sentence: " + text);
        for (String java : new String[] {"Exception", "java.", "rocks.nua.", "\tat ", "null"}) {
            assertFalse(text.contains(java), () -> "Java in the sentence: " + text);
        }
    }
}
