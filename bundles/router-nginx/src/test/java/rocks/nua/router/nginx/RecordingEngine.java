package rocks.nua.router.nginx;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.EngineInfo;
import rocks.nua.api.engine.Image;
import rocks.nua.api.engine.Usage;

/** An engine that runs nothing and writes down what it was asked for. */
final class RecordingEngine implements Engine {
    final List<String> calls = new ArrayList<>();
    final List<ContainerSpec> wishes = new ArrayList<>();
    final List<String> logs = new ArrayList<>();
    final Map<String, String> rivals = new TreeMap<>();
    String state = "running";
    private final List<ImageRef> images = new ArrayList<>();

    @Override
    public Image build(BuildOrder order, LineSink log) {
        ImageRef tag = order.tag();
        calls.add("build");
        images.add(tag);
        return findImage(tag).orElseThrow();
    }

    @Override
    public Optional<Image> findImage(ImageRef image) {
        return images.contains(image)
                ? Optional.of(new Image(image, List.of(), 0, List.of(), "", List.of(), Instant.EPOCH, Map.of()))
                : Optional.empty();
    }

    @Override
    public Container ensure(ContainerSpec wish) {
        calls.add("ensure");
        wishes.add(wish);
        return container(wish);
    }

    @Override
    public List<Container> list(Map<String, String> labels) {
        Stream<Container> own = wishes.stream()
                .filter(wish -> wish.labels().entrySet().containsAll(labels.entrySet()))
                .map(this::container);
        Stream<Container> others = rivals.entrySet().stream()
                .filter(rival -> labels.equals(Map.of("nua.role", "router")))
                .map(rival -> new Container(
                        rival.getKey(),
                        rival.getKey(),
                        new ImageRef("nginx"),
                        "running",
                        "",
                        Map.of("nua.router.ports", rival.getValue()),
                        0,
                        Instant.EPOCH));
        return Stream.concat(own, others).toList();
    }

    @Override
    public int run(ContainerSpec wish, InputStream in, OutputStream out, Duration limit) {
        calls.add("run " + wish.command().get(0));
        try {
            out.write(
                    """
                    -----BEGIN PRIVATE KEY-----
                    MIGH
                    -----END PRIVATE KEY-----
                    -----BEGIN CERTIFICATE-----
                    MIIB
                    -----END CERTIFICATE-----
                    """
                            .getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    @Override
    public void logs(String container, Instant since, boolean follow, LineSink to) {
        logs.forEach(to::line);
    }

    @Override
    public void remove(String container, Duration grace) {
        calls.add("remove " + container);
    }

    private Container container(ContainerSpec wish) {
        return new Container("1", wish.name(), wish.image(), state, "", wish.labels(), 0, Instant.EPOCH);
    }

    @Override
    public EngineInfo info() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Image> images(Map<String, String> labels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeImage(ImageRef image) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T files(ContainerSpec wish, Function<InputStream, T> reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int exec(String container, List<String> command, InputStream in, OutputStream out, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Usage usage(String container) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void join(String container, String network, Map<String, String> labels, String alias) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void leave(String container, String network) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeNetwork(String network) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeVolume(String volume) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> volumes(Map<String, String> labels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> networks(Map<String, String> labels) {
        throw new UnsupportedOperationException();
    }
}
