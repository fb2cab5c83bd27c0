package rocks.nua.core.plugin;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the bundles behave that contribute something now; one that goes or is replaced starts anew. Thread-safe. */
final class Standings {
    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(Standing standing, int services) {}

    /** A service of a bundle has come. */
    synchronized Standing enter(String bundle, long installed) {
        Entry before = entries.getOrDefault(key(bundle, installed), new Entry(new Standing(bundle), 0));
        entries.put(key(bundle, installed), new Entry(before.standing(), before.services() + 1));
        return before.standing();
    }

    /** A service of a bundle has gone. */
    synchronized void leave(String bundle, long installed) {
        entries.computeIfPresent(
                key(bundle, installed),
                (key, entry) -> entry.services() == 1 ? null : new Entry(entry.standing(), entry.services() - 1));
    }

    /** The bundles that are not called any more, by name. */
    synchronized List<Quarantine> quarantines() {
        return entries.values().stream()
                .map(entry -> entry.standing().quarantine())
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Quarantine::bundle))
                .toList();
    }

    /** Gives the bundles of that symbolic name another chance; false where none of them was in quarantine. */
    synchronized boolean lift(String symbolicName) {
        List<Standing> lifted = entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(symbolicName + " "))
                .map(entry -> entry.getValue().standing())
                .filter(standing -> standing.quarantine().isPresent())
                .toList();
        lifted.forEach(Standing::lift);
        return !lifted.isEmpty();
    }

    private static String key(String bundle, long installed) {
        return bundle + " " + installed;
    }
}
