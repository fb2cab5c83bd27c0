package rocks.nua.api.engine;

import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.ImageRef;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;

/**
 * The wish for an image.
 *
 * @param plan what to do
 * @param context the source
 * @param tag name that the image gets
 * @param labels on the image
 * @param cacheScope whose caches the build uses: a word that stands for one owner's app and for no other, ever
 * @param secrets for the build only, by name: in a step, the file {@code /run/secrets/NAME}, and in recipes the variable of that name too
 */
public record BuildOrder(
        BuildPlan plan,
        SourceTree context,
        ImageRef tag,
        Map<String, String> labels,
        String cacheScope,
        Map<String, Secret> secrets) {
    /** Copies; maps are sorted by name. */
    public BuildOrder {
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
        secrets = java.util.Collections.unmodifiableMap(new TreeMap<>(secrets));
    }
}
