package rocks.nua.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.DiskUse;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.EngineInfo;
import rocks.nua.api.engine.Image;
import rocks.nua.api.engine.Storage;
import rocks.nua.api.engine.Usage;
import rocks.nua.api.platform.Settings;

/** The Docker engine of this machine. */
@Component
public final class DockerEngine implements Engine, Storage {
    private final EngineClient client;
    private final Images images;
    private final Networks networks;
    private final Volumes volumes;
    private final Containers containers;
    private final OneOff oneOff;
    private final ImageFiles files;
    private final Logs logs;
    private final Builds builds;
    private final BaseImages bases;
    private final EngineDisk disk;
    private final UsageReader usage = UsageReader.ofThisMachine();

    /** Connects with the first call, so the platform comes up without an engine too. */
    @Activate
    public DockerEngine(@Reference Settings settings) {
        client = new EngineClient(settings.engineSocket());
        images = new Images(client);
        networks = new Networks(client, settings.networkPool(), Routes.ofThisMachine());
        volumes = new Volumes(client);
        containers = new Containers(
                client, new Confinement(settings.home(), settings.engineSocket()), networks, volumes, images);
        oneOff = new OneOff(client, containers);
        files = new ImageFiles(client, containers);
        logs = new Logs(client);
        disk = new EngineDisk(client);
        var importer = new Importer(client);
        bases = new BaseImages(images, importer, new LayerImage(client), settings::builds);
        builds = new Builds(
                client,
                images,
                importer,
                bases,
                new CaImage(images, importer, settings.extraCa()),
                disk,
                settings::builds);
    }

    @Deactivate
    void close() throws IOException {
        client.close();
    }

    @Override
    public EngineInfo info() {
        return disk.info();
    }

    @Override
    public Image build(BuildOrder order, LineSink log) {
        return builds.run(order, log);
    }

    @Override
    public String baseName(Base base) {
        return bases.name(base);
    }

    @Override
    public Optional<Image> findBase(Base base) {
        return images.find(new ImageRef(bases.name(base)));
    }

    @Override
    public Image refreshBase(Base base, LineSink log) {
        return bases.refresh(base, log);
    }

    @Override
    public String limitBuilds() {
        return builds.limit();
    }

    @Override
    public DiskUse diskUse(Duration unused, long most) {
        return new Pruning(client).use(unused, most);
    }

    @Override
    public long prune(Duration unused, long most, Map<String, String> labels) {
        return new Pruning(client).run(unused, most, labels);
    }

    @Override
    public Optional<Image> findImage(ImageRef image) {
        return images.find(image);
    }

    @Override
    public List<Image> images(Map<String, String> labels) {
        return images.list(labels);
    }

    @Override
    public void removeImage(ImageRef image) {
        images.remove(image);
    }

    @Override
    public Container ensure(ContainerSpec wish) {
        return containers.ensure(wish);
    }

    @Override
    public List<Container> list(Map<String, String> labels) {
        return containers.list(labels);
    }

    @Override
    public int run(ContainerSpec wish, InputStream in, OutputStream out, Duration limit) {
        return oneOff.run(wish, in, out, limit);
    }

    @Override
    public <T> T files(ContainerSpec wish, Function<InputStream, T> reader) {
        return files.read(wish, reader);
    }

    @Override
    public int exec(String container, List<String> command, InputStream in, OutputStream out, Duration limit) {
        return oneOff.exec(container, command, in, out, limit);
    }

    @Override
    public void logs(String container, Instant since, boolean follow, LineSink to) {
        logs.read(container, since, follow, to);
    }

    @Override
    public Usage usage(String container) {
        Long pid = containers
                .inspect(container)
                .map(InspectContainerResponse::getState)
                .orElseThrow(() -> Containers.gone(container))
                .getPidLong();
        try {
            return pid == null || pid == 0 ? new Usage(0, 0, 0, 0) : usage.read(pid);
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "The use of container " + container + " cannot be read from this machine's control groups.", e);
        }
    }

    @Override
    public void remove(String container, Duration grace) {
        containers.remove(container, grace);
    }

    @Override
    public void join(String container, String network, Map<String, String> labels, String alias) {
        networks.join(container, network, labels, alias);
    }

    @Override
    public void leave(String container, String network) {
        networks.leave(container, network);
    }

    @Override
    public void removeNetwork(String network) {
        networks.remove(network);
    }

    @Override
    public void removeVolume(String volume) {
        volumes.remove(volume);
    }

    @Override
    public List<String> volumes(Map<String, String> labels) {
        return volumes.list(labels);
    }

    @Override
    public List<String> networks(Map<String, String> labels) {
        return networks.list(labels);
    }
}
