package rocks.nua.manifest;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what was meant by an unknown word. */
final class Typo {
    /** No key is longer; an unknown one may be of any length. */
    private static final int LONGEST = 64;

    private Typo() {}

    static String sentence(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> word.length() <= LONGEST && distance(word, other) <= Math.max(1, other.length() / 3))
                .min(Comparator.comparingInt(other -> distance(word, other)))
                .map(other -> "is not known; did you mean '" + other + "'?")
                .orElse("is not known and has no effect.");
    }

    /** Letters to add, drop or change, or to swap with the next (Damerau and Levenshtein). */
    static int distance(String a, String b) {
        int[][] to = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            to[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            to[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int changed = to[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                to[i][j] = Math.min(changed, Math.min(to[i - 1][j], to[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                to[i][j] = swapped ? Math.min(to[i][j], to[i - 2][j - 2] + 1) : to[i][j];
            }
        }
        return to[a.length()][b.length()];
    }
}
