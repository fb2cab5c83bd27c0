package rocks.nua.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.hash.Hashing;
import java.util.List;
import rocks.nua.api.engine.ContainerSpec;

/** Tells whether two wishes are the same: a digest over all of a wish but the values of its environment. */
final class Fingerprint {
    static final String LABEL = "nua.fingerprint";

    private Fingerprint() {}

    static String of(ContainerSpec wish) {
        List<Object> parts = List.of(
                wish.name(),
                wish.image().value(),
                wish.command(),
                wish.env().keySet(),
                wish.labels(),
                wish.network(),
                wish.aliases(),
                wish.mounts().stream().map(Object::toString).toList(),
                wish.resources().toString(),
                wish.user(),
                wish.restart(),
                wish.grants().stream().sorted().map(Enum::name).toList());
        try {
            return Hashing.sha256()
                    .hashBytes(EngineClient.JSON.writeValueAsBytes(parts))
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
