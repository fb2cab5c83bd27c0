package rocks.nua.core.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import rocks.nua.api.AppName;
import rocks.nua.api.app.Release;
import rocks.nua.api.store.Store;

/** Releases by number. They never change once made, so the current ones are kept in memory. */
public final class Releases {
    private final Store store;
    private final Map<AppName, Release> latest = new ConcurrentHashMap<>();

    public Releases(Store store) {
        this.store = store;
    }

    /** A release; empty where it is gone. */
    public Optional<Release> find(AppName app, int number) {
        Optional<Release> kept = Optional.ofNullable(latest.get(app)).filter(release -> release.number() == number);
        if (kept.isPresent() || number == 0) {
            return kept;
        }
        Optional<Release> found = store.findRelease(app, number);
        found.ifPresent(release -> latest.put(app, release));
        return found;
    }

    /** Forgets an app that was removed. */
    public void forget(AppName app) {
        latest.remove(app);
    }
}
