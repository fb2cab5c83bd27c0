package rocks.nua.engine.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Grant;
import rocks.nua.api.engine.ContainerSpec.Mount;
import rocks.nua.api.engine.Image;

/** Containers from wish to end. */
final class Containers {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final EngineClient client;
    private final Confinement confinement;
    private final Networks networks;
    private final Volumes volumes;
    private final Images images;

    Containers(EngineClient client, Confinement confinement, Networks networks, Volumes volumes, Images images) {
        this.client = client;
        this.confinement = confinement;
        this.networks = networks;
        this.volumes = volumes;
        this.images = images;
    }

    Container ensure(ContainerSpec wish) {
        Optional<InspectContainerResponse> there = inspect(wish.name());
        if (there.isPresent()) {
            if (same(there.get(), wish) && running(there.get())) {
                return ContainerView.of(there.get());
            }
            remove(wish.name(), GRACE);
        }
        String id = create(wish, UnaryOperator.identity());
        try {
            start(id, wish);
        } catch (NuaException e) {
            remove(id, Duration.ZERO);
            throw e;
        }
        return ContainerView.of(inspect(id).orElseThrow(() -> gone(wish.name())));
    }

    /** Makes a container, with its network and volumes, and does not start it. */
    String create(ContainerSpec wish, UnaryOperator<CreateContainerCmd> more) {
        Image image = images.find(wish.image())
                .orElseThrow(() -> NuaException.notFound("Image " + wish.image() + " of container " + wish.name()
                        + " is not here. Deploy the app again."));
        String user = Confinement.user(wish, image.user());
        HostConfig host = confinement.of(wish);
        List<Mount.Volume> mounted = wish.mounts().stream()
                .filter(Mount.Volume.class::isInstance)
                .map(Mount.Volume.class::cast)
                .toList();
        mounted.forEach(volume -> volumes.make(volume.name(), wish.labels()));
        UnaryOperator<CreateContainerCmd> all = request -> more.apply(described(request, wish, user, host));
        String id = wish.network().isEmpty() || wish.grants().contains(Grant.HOST_NETWORK)
                ? send(wish, "", all)
                : networks.withAddress(
                        wish.network(),
                        wish.labels(),
                        address -> send(wish, address, request -> all.apply(request)
                                .withIpv4Address(address)
                                .withAliases(wish.aliases())));
        mounted.forEach(volume -> volumes.handOver(id, volume, user));
        return id;
    }

    private String send(ContainerSpec wish, String address, UnaryOperator<CreateContainerCmd> described) {
        Map<String, String> labels = new HashMap<>(wish.labels());
        labels.put(Fingerprint.LABEL, Fingerprint.of(wish));
        labels.put(Networks.ADDRESS, address);
        return client.call(docker -> described
                        .apply(docker.createContainerCmd(wish.image().value()))
                        .withLabels(labels)
                        .exec())
                .getId();
    }

    private static CreateContainerCmd described(
            CreateContainerCmd request, ContainerSpec wish, String user, HostConfig host) {
        var env = wish.env().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue().reveal())
                .toList();
        request.withName(wish.name()).withEnv(env).withUser(user).withHostConfig(host);
        return wish.command().isEmpty() ? request : request.withCmd(wish.command());
    }

    void start(String id, ContainerSpec wish) {
        try {
            client.call(docker -> docker.startContainerCmd(id).exec());
        } catch (NuaException e) {
            String text = String.valueOf(e.getMessage());
            if (text.contains("executable file not found") || text.contains("permission denied: unknown")) {
                throw new NuaException(
                        Kind.REJECTED_BY_APP,
                        "Container " + wish.name() + " cannot start, its command does not exist in the image: " + text
                                + " Check the start command.",
                        e);
            }
            throw e;
        }
    }

    List<Container> list(Map<String, String> labels) {
        return client
                .call(docker -> docker.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(labels)
                        .exec())
                .stream()
                .map(ContainerView::of)
                .sorted(Comparator.comparing(Container::name))
                .toList();
    }

    void remove(String container, Duration grace) {
        if (!grace.isZero()) {
            ended(() -> client.find(docker -> docker.stopContainerCmd(container)
                    .withTimeout((int) grace.toSeconds())
                    .exec()));
        }
        ended(() -> client.find(docker -> docker.removeContainerCmd(container)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec()));
    }

    /** Removes one that does not run: a platform that was killed after making it has left it under a name that is wanted again. */
    void removeLeftover(String name) {
        inspect(name)
                .filter(there -> !Boolean.TRUE.equals(there.getState().getRunning()))
                .ifPresent(there -> remove(there.getId(), Duration.ZERO));
    }

    /** One that has stopped already is fine, and so is one that somebody else removes. */
    private static void ended(Runnable call) {
        try {
            call.run();
        } catch (NuaException e) {
            String text = String.valueOf(e.getMessage());
            if (!text.contains("answered 304") && !text.contains("already in progress")) {
                throw e;
            }
        }
    }

    Optional<InspectContainerResponse> inspect(String container) {
        return client.find(docker -> docker.inspectContainerCmd(container).exec());
    }

    static NuaException gone(String container) {
        return NuaException.notFound("Container " + container + " is gone. Start the app again.");
    }

    private static boolean same(InspectContainerResponse there, ContainerSpec wish) {
        return Fingerprint.of(wish)
                .equals(ContainerView.labels(there.getConfig().getLabels()).get(Fingerprint.LABEL));
    }

    /** Whether it runs now, started where it did not; not where the engine refuses, as when its network is gone. */
    private boolean running(InspectContainerResponse there) {
        if (Boolean.TRUE.equals(there.getState().getRunning())) {
            return !Boolean.TRUE.equals(there.getState().getPaused());
        }
        try {
            client.call(docker -> docker.startContainerCmd(there.getId()).exec());
            return true;
        } catch (NuaException e) {
            if (e.kind() == Kind.UNAVAILABLE) {
                throw e;
            }
            return false;
        }
    }
}
