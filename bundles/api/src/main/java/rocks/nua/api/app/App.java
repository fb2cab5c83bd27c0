package rocks.nua.api.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.Secret;

/**
 * The desired state of an app.
 *
 * @param name its name
 * @param running whether it should run; false after {@code nua stop}
 * @param release number of the current release; 0 before the first success
 * @param scale containers by process where it differs from the manifest
 * @param env variables set by its owner; they win over the manifest
 * @param buildSecrets secrets of its builds by name, which no container gets
 * @param domains own domains beside the default one
 * @param createdAt when it was made
 */
public record App(
        AppName name,
        boolean running,
        int release,
        Map<String, Integer> scale,
        Map<String, Secret> env,
        Map<String, Secret> buildSecrets,
        List<Domain> domains,
        Instant createdAt) {

    /** Copies; maps are sorted by name. */
    public App {
        scale = java.util.Collections.unmodifiableMap(new TreeMap<>(scale));
        env = java.util.Collections.unmodifiableMap(new TreeMap<>(env));
        buildSecrets = java.util.Collections.unmodifiableMap(new TreeMap<>(buildSecrets));
        domains = List.copyOf(domains);
    }

    /** A new app that has no release yet. */
    public static App named(AppName name, Instant now) {
        return new App(name, true, 0, Map.of(), Map.of(), Map.of(), List.of(), now);
    }

    /** The same, running or not. */
    public App withRunning(boolean now) {
        return new App(name, now, release, scale, env, buildSecrets, domains, createdAt);
    }

    /** The same on another release. */
    public App withRelease(int number) {
        return new App(name, running, number, scale, env, buildSecrets, domains, createdAt);
    }

    /** The same with other numbers of containers. */
    public App withScale(Map<String, Integer> other) {
        return new App(name, running, release, other, env, buildSecrets, domains, createdAt);
    }

    /** The same with other variables. */
    public App withEnv(Map<String, Secret> other) {
        return new App(name, running, release, scale, other, buildSecrets, domains, createdAt);
    }

    /** The same with other secrets of its builds. */
    public App withBuildSecrets(Map<String, Secret> other) {
        return new App(name, running, release, scale, env, other, domains, createdAt);
    }

    /** The same with other domains. */
    public App withDomains(List<Domain> other) {
        return new App(name, running, release, scale, env, buildSecrets, other, createdAt);
    }
}
