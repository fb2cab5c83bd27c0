package rocks.nua.engine.docker;

import java.util.List;
import java.util.Map;
import java.util.Set;
import rocks.nua.api.ImageRef;
import rocks.nua.api.app.Resources;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Grant;
import rocks.nua.api.engine.ContainerSpec.Mount;

/** Wishes for tests. */
final class Wishes {
    static final ImageRef BASE = new ImageRef("nua/base:trixie");
    static final Map<String, String> LABELS = Map.of("nuaeng.test", "1");
    static final Resources SMALL = new Resources(64L << 20, 0.5, 64);

    private Wishes() {}

    static ContainerSpec of(String name, String... command) {
        return new ContainerSpec(
                "nuaeng-" + name,
                BASE,
                List.of(command),
                Map.of(),
                LABELS,
                "nuaeng-net",
                List.of(name),
                List.of(),
                SMALL,
                "",
                false,
                Set.of());
    }

    static ContainerSpec with(ContainerSpec wish, Set<Grant> grants, List<Mount> mounts, String user) {
        return new ContainerSpec(
                wish.name(),
                wish.image(),
                wish.command(),
                wish.env(),
                wish.labels(),
                wish.network(),
                wish.aliases(),
                mounts,
                wish.resources(),
                user,
                wish.restart(),
                grants);
    }
}
