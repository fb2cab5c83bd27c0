package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Secret;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Grant;

class FingerprintTest {
    private static ContainerSpec wish(Map<String, Secret> env, String... command) {
        ContainerSpec wish = Wishes.of("one", command);
        return new ContainerSpec(
                wish.name(),
                wish.image(),
                wish.command(),
                env,
                wish.labels(),
                wish.network(),
                wish.aliases(),
                wish.mounts(),
                wish.resources(),
                wish.user(),
                wish.restart(),
                wish.grants());
    }

    @Test
    void sameWishSameFingerprint() {
        assertEquals(Fingerprint.of(wish(Map.of(), "a")), Fingerprint.of(wish(Map.of(), "a")));
    }

    @Test
    void anyOtherWishHasAnother() {
        String one = Fingerprint.of(wish(Map.of(), "a"));
        assertNotEquals(one, Fingerprint.of(wish(Map.of(), "b")));
        assertNotEquals(one, Fingerprint.of(Wishes.with(wish(Map.of(), "a"), Set.of(Grant.ROOT_USER), List.of(), "")));
        assertNotEquals(one, Fingerprint.of(Wishes.with(wish(Map.of(), "a"), Set.of(), List.of(), "7")));
    }

    @Test
    void argumentsAreKeptApart() {
        assertNotEquals(Fingerprint.of(wish(Map.of(), "a, b")), Fingerprint.of(wish(Map.of(), "a", "b")));
    }

    @Test
    void valuesOfTheEnvironmentDoNotCount() {
        var one = Map.of("KEY", new Secret("1"));
        assertEquals(Fingerprint.of(wish(one, "a")), Fingerprint.of(wish(Map.of("KEY", new Secret("2")), "a")));
        assertNotEquals(Fingerprint.of(wish(one, "a")), Fingerprint.of(wish(Map.of(), "a")));
    }
}
