package rocks.nua.core.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Release;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Mount;

/** Turns desired state into wishes for containers. Pure. */
public final class Wishes {
    private final Labels labels;

    public Wishes(Labels labels) {
        this.labels = labels;
    }

    /** All containers that a release of the app should have now. */
    public List<ContainerSpec> of(App app, Release release) {
        List<ContainerSpec> wishes = new ArrayList<>();
        scale(app, release.spec()).forEach((process, count) -> {
            for (int index = 1; index <= count; index++) {
                wishes.add(lasting(release, process, index));
            }
        });
        return wishes;
    }

    /** Containers by process: what the owner set, else what the manifest says, else one web container. */
    public static Map<String, Integer> scale(App app, AppSpec spec) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put(Labels.WEB, app.scale().getOrDefault(Labels.WEB, 1));
        for (AppSpec.Process process : spec.processes()) {
            counts.put(process.name(), app.scale().getOrDefault(process.name(), process.scale()));
        }
        return counts;
    }

    /** A container of the release that runs one command and goes. */
    public ContainerSpec oneOff(Release release, String purpose, List<String> command) {
        return spec(release, labels.oneOff(release.app(), purpose), purpose, command, false);
    }

    private ContainerSpec lasting(Release release, String process, int index) {
        List<String> command = release.spec().processes().stream()
                .filter(one -> one.name().equals(process) && !process.equals(Labels.WEB))
                .findFirst()
                .map(one -> List.of("/bin/sh", "-c", one.start()))
                .orElse(release.start());
        return spec(release, labels.container(release.app(), process, release.number(), index), process, command, true);
    }

    private ContainerSpec spec(Release release, String name, String process, List<String> command, boolean lasting) {
        List<Mount> mounts = new ArrayList<>();
        for (AppSpec.Volume volume : release.spec().volumes()) {
            mounts.add(
                    volume.kept()
                            ? new Mount.Volume(labels.volume(release.app(), volume.name()), volume.target())
                            : new Mount.Memory(volume.target(), volume.memoryBytes()));
        }
        return new ContainerSpec(
                name,
                release.image(),
                SideFolder.start(release, command),
                release.env(),
                labels.of(release.app(), process, release.number()),
                labels.network(release.app()),
                List.of(process),
                mounts,
                release.spec().resources(),
                release.spec().run().user(),
                lasting,
                Set.of());
    }
}
