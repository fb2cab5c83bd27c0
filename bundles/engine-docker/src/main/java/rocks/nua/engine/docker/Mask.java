package rocks.nua.engine.docker;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import rocks.nua.api.Secret;

/**
 * Covers secrets in what a build prints.
 *
 * @param texts to cover, the longest first
 */
record Mask(List<String> texts) {
    /** A shorter one would cover half of the words of a log. */
    private static final int SHORTEST = 4;

    /** Covers each line of the secrets. */
    static Mask of(Collection<Secret> secrets) {
        return new Mask(secrets.stream()
                .flatMap(secret -> secret.reveal().lines())
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    String cover(String line) {
        String covered = line;
        for (String text : texts) {
            covered = covered.replace(text, "***");
        }
        return covered;
    }
}
