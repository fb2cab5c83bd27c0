package rocks.nua.manifest;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what was meant by an unknown word. */
final class Typo {
    private Typo() {}

    static String sentence(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(word, other) <= Math.max(1, other.length() / 3))
                .min(Comparator.comparingInt(other -> distance(word, other)))
                .map(other -> "is not known; did you mean '" + other + "'?")
                .orElse("is not known and has no effect.");
    }

    /** Letters to add, drop or change (Levenshtein). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
