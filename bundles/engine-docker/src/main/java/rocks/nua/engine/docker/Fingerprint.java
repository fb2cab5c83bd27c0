package rocks.nua.engine.docker;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import rocks.nua.api.engine.ContainerSpec;

/** Tells whether two wishes are the same: a digest over all of a wish but the values of its environment. */
final class Fingerprint {
    static final String LABEL = "nua.fingerprint";

    private Fingerprint() {}

    static String of(ContainerSpec wish) {
        var parts = List.of(
                wish.name(),
                wish.image(),
                wish.command(),
                wish.env().keySet(),
                wish.labels(),
                wish.network(),
                wish.aliases(),
                wish.mounts(),
                wish.resources(),
                wish.user(),
                wish.restart(),
                new TreeSet<>(wish.grants()));
        return Hashing.sha256()
                .hashString(parts.toString(), StandardCharsets.UTF_8)
                .toString();
    }
}
