package rocks.nua.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.DiskUse;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.EngineInfo;
import rocks.nua.api.engine.Image;
import rocks.nua.api.engine.Storage;
import rocks.nua.api.engine.Usage;

/**
 * An engine in memory. Containers get loopback addresses of their own, so that programs on the same port live side by side;
 * by default each answers HTTP on its port. Close it to end what still runs. One long class, since it is the whole
 * of {@link Engine} with a knob for each thing that can go wrong. Thread-safe.
 */
public final class FakeEngine implements Engine, Storage, AutoCloseable {
    /** What a build does beside giving an image; throws to fail. */
    @FunctionalInterface
    public interface Building {
        /** Called in the thread of the build. */
        void build(BuildPlan plan, SourceTree context, LineSink log);
    }

    /** What a command in a container does. */
    @FunctionalInterface
    public interface Commands {
        /** Returns the exit status; for one-off containers the command is the wish's own. */
        int run(ContainerSpec wish, List<String> command, InputStream in, OutputStream out) throws IOException;
    }

    /** Of this process alone: tests of two checkouts may run side by side. */
    private static final String NETWORK = "127." + (1 + ProcessHandle.current().pid() % 254) + ".";

    private record Built(Image image, Map<String, String> labels, int port, FakeProgram program) {}

    private final Map<String, Built> images = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final Map<String, FakeContainer> containers = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> networks = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> volumes = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<BuildOrder> orders = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final Map<Base, Image> bases = new ConcurrentHashMap<>();
    private volatile boolean gone;
    private volatile String archive = "one";
    private volatile byte[] files = new byte[1024];
    private volatile Building building = (plan, context, log) -> {};
    private volatile Commands commands = (wish, command, in, out) -> 0;
    private volatile BiFunction<BuildPlan, SourceTree, FakeProgram> programs =
            (plan, context) -> FakeProgram.answering("Hello from Nua");
    private volatile IntFunction<String> addresses = n -> NETWORK + (n / 250 + 1) + "." + (n % 250 + 1);

    /** From now on every call fails with UNAVAILABLE, or none does. */
    public void gone(boolean now) {
        gone = now;
    }

    /** Lets base images that are made from now on have other files. */
    public void archive(String content) {
        archive = content;
    }

    /** What later builds do beside giving an image. */
    public void building(Building what) {
        building = what;
    }

    /** Lets later builds fail with REJECTED_BY_APP and this sentence. */
    public void failBuilds(String sentence) {
        building = (plan, context, log) -> {
            log.line("the step failed");
            throw NuaException.rejected(sentence);
        };
    }

    /** What exec and run do from now on. */
    public void commands(Commands what) {
        commands = what;
    }

    /** The files of every image from now on, as a tar; else there are none. */
    public void files(byte[] tar) {
        files = tar.clone();
    }

    /** What the containers of later built images run. */
    public void program(FakeProgram program) {
        programs = (plan, context) -> program;
    }

    /** What the containers of later built images run, told by plan and source. */
    public void programs(BiFunction<BuildPlan, SourceTree, FakeProgram> choice) {
        programs = choice;
    }

    /** The address of the n-th container, from 0. */
    public void addresses(IntFunction<String> choice) {
        addresses = choice;
    }

    /** Puts an image there that was not built here. */
    public Image addImage(ImageRef tag, int port, FakeProgram program) {
        var plan = new BuildPlan.Prebuilt(tag, port, List.of());
        ImageRef id = PlanDigest.of(plan, SourceTree.of(Path.of("")), "");
        return keep(id, tag, port, Map.of(), program);
    }

    /** Ends a container as if its program had crashed; nothing restarts it but ensure. */
    public void crash(String container, int status) {
        found(container).end(status);
    }

    /** Writes a line of output in the name of the container's program. */
    public void write(String container, String line) {
        found(container).write(line);
    }

    /** The wish of a container that exists. */
    public ContainerSpec wish(String container) {
        return found(container).wish();
    }

    /** The calls that change something, oldest first, as {@code build TAG}, {@code ensure NAME}, {@code remove NAME} …. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The builds that were asked for, oldest first. */
    public List<BuildOrder> orders() {
        return List.copyOf(orders);
    }

    /** Ends every program. */
    @Override
    public void close() {
        containers.values().forEach(container -> container.end(137));
    }

    @Override
    public EngineInfo info() {
        answer();
        return new EngineInfo("fake", "1", 50L << 30, 100L << 30);
    }

    @Override
    public Image build(BuildOrder order, LineSink log) {
        BuildPlan plan = order.plan();
        SourceTree context = order.context();
        ImageRef tag = order.tag();
        record("build " + tag);
        orders.add(order);
        building.build(plan, context, log);
        answer();
        if (plan instanceof BuildPlan.Prebuilt prebuilt) {
            Built built = image(prebuilt.image());
            tags.put(tag.value(), built.image().id().value());
            return built.image();
        }
        Map<String, String> all = new TreeMap<>(order.labels());
        if (plan instanceof BuildPlan.Recipe recipe) {
            all.putAll(bases.computeIfAbsent(recipe.base(), this::base).labels());
        }
        ImageRef id = PlanDigest.of(plan, context, all.getOrDefault(Image.BASE_DIGEST, ""));
        return keep(id, tag, plan.port(), all, programs.apply(plan, context));
    }

    @Override
    public String baseName(Base base) {
        return "nua/base:" + base.suite();
    }

    @Override
    public Optional<Image> findBase(Base base) {
        answer();
        return Optional.ofNullable(bases.get(base));
    }

    @Override
    public Image refreshBase(Base base, LineSink log) {
        record("refresh-base " + base.suite());
        Image made = base(base);
        bases.put(base, made);
        return made;
    }

    private Image base(Base base) {
        ImageRef id = new ImageRef("nua/base:" + base.suite());
        var labels = Map.of(Image.BASE, base.suite(), Image.BASE_DIGEST, archive, Image.BASE_ORIGIN, "fake");
        return new Image(id, List.of(id.value()), 80L << 20, List.of(), "", List.of(), Instant.EPOCH, labels);
    }

    @Override
    public String limitBuilds() {
        answer();
        return "2048 MiB";
    }

    @Override
    public DiskUse diskUse(Duration unused, long most) {
        answer();
        return new DiskUse(4L << 30, 1L << 30, 3L << 30, 2L << 30);
    }

    @Override
    public long prune(Duration unused, long most, Map<String, String> labels) {
        record("prune " + unused.toDays() + " days, " + (most >> 30) + " GiB, " + labels.keySet());
        return 2L << 30;
    }

    @Override
    public Optional<Image> findImage(ImageRef image) {
        answer();
        return lookUp(image).map(Built::image);
    }

    @Override
    public List<Image> images(Map<String, String> labels) {
        answer();
        return images.values().stream()
                .filter(built -> carries(built.labels(), labels))
                .map(Built::image)
                .toList();
    }

    @Override
    public void removeImage(ImageRef image) {
        record("remove-image " + image);
        lookUp(image).ifPresent(built -> {
            String id = built.image().id().value();
            if (!image.isId() && tags.values().stream().filter(id::equals).count() > 1) {
                tags.remove(image.value());
                return;
            }
            boolean used = containers.values().stream()
                    .anyMatch(container -> lookUp(container.wish().image()).equals(Optional.of(built)));
            if (!used) {
                images.remove(id);
                tags.values().removeIf(id::equals);
            }
        });
    }

    @Override
    public Container ensure(ContainerSpec wish) {
        record("ensure " + wish.name());
        Built built = image(wish.image());
        furnish(wish);
        FakeContainer container = Objects.requireNonNull(containers.compute(wish.name(), (name, old) -> {
            if (old != null && old.madeFrom(wish)) {
                return old;
            }
            if (old != null) {
                old.end(143);
            }
            return create(wish, built);
        }));
        container.start();
        return container.view();
    }

    @Override
    public List<Container> list(Map<String, String> labels) {
        answer();
        return containers.values().stream()
                .map(FakeContainer::view)
                .filter(container -> carries(container.labels(), labels))
                .sorted(Comparator.comparing(Container::name))
                .toList();
    }

    @Override
    public int run(ContainerSpec wish, InputStream in, OutputStream out, Duration limit) {
        record("run " + wish.name());
        image(wish.image());
        furnish(wish);
        return command(wish, wish.command(), in, out);
    }

    @Override
    public <T> T files(ContainerSpec wish, Function<InputStream, T> reader) {
        record("files " + wish.name());
        image(wish.image());
        return reader.apply(new ByteArrayInputStream(files));
    }

    @Override
    public int exec(String container, List<String> command, InputStream in, OutputStream out, Duration limit) {
        record("exec " + container);
        return command(found(container).wish(), command, in, out);
    }

    @Override
    public void logs(String container, Instant since, boolean follow, LineSink to) {
        answer();
        FakeContainer found = containers.get(container);
        if (found != null) {
            found.logs(since, follow, to);
        }
    }

    @Override
    public Usage usage(String container) {
        answer();
        return new Usage(20L << 20, found(container).wish().resources().memoryBytes(), 1_000_000, 1);
    }

    @Override
    public void remove(String container, Duration grace) {
        record("remove " + container);
        FakeContainer removed = containers.remove(container);
        if (removed != null) {
            removed.end(143);
        }
    }

    @Override
    public void join(String container, String network, Map<String, String> labels, String alias) {
        record("join " + container + " " + network + " " + alias);
        networks.putIfAbsent(network, labels);
    }

    @Override
    public void leave(String container, String network) {
        record("leave " + container + " " + network);
    }

    @Override
    public void removeNetwork(String network) {
        record("remove-network " + network);
        if (containers.values().stream().noneMatch(c -> c.wish().network().equals(network))) {
            networks.remove(network);
        }
    }

    @Override
    public void removeVolume(String volume) {
        record("remove-volume " + volume);
        volumes.remove(volume);
    }

    @Override
    public List<String> volumes(Map<String, String> labels) {
        return names(volumes, labels);
    }

    @Override
    public List<String> networks(Map<String, String> labels) {
        return names(networks, labels);
    }

    private FakeContainer create(ContainerSpec wish, Built built) {
        int port = FakeProgram.port(wish, built.port());
        var place = new FakeProgram.Place(wish, addresses.apply(made.getAndIncrement()), port);
        return new FakeContainer(wish, built.labels(), built.program(), place);
    }

    private Image keep(ImageRef id, ImageRef tag, int port, Map<String, String> labels, FakeProgram program) {
        int listens = port == 0 ? 8080 : port;
        var image = new Image(
                id,
                List.of(tag.value()),
                10L << 20,
                List.of(listens),
                "nua",
                List.of("program"),
                Instant.now(),
                labels);
        Built built = images.computeIfAbsent(id.value(), key -> new Built(image, labels, listens, program));
        tags.put(tag.value(), id.value());
        return built.image();
    }

    private Optional<Built> lookUp(ImageRef image) {
        String id = image.isId() ? image.value() : tags.getOrDefault(image.value(), "");
        return Optional.ofNullable(images.get(id));
    }

    private Built image(ImageRef image) {
        return lookUp(image)
                .orElseThrow(() -> NuaException.notFound("Image " + image + " is not here and cannot be fetched."));
    }

    private FakeContainer found(String container) {
        return Optional.ofNullable(containers.get(container))
                .orElseThrow(() -> NuaException.notFound("There is no container '" + container + "'."));
    }

    private void furnish(ContainerSpec wish) {
        if (!wish.network().isEmpty()) {
            networks.putIfAbsent(wish.network(), wish.labels());
        }
        for (ContainerSpec.Mount mount : wish.mounts()) {
            if (mount instanceof ContainerSpec.Mount.Volume volume) {
                volumes.putIfAbsent(volume.name(), wish.labels());
            }
        }
    }

    private int command(ContainerSpec wish, List<String> command, InputStream in, OutputStream out) {
        try {
            return commands.run(wish, command, in, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> names(Map<String, Map<String, String>> labelled, Map<String, String> labels) {
        answer();
        return labelled.entrySet().stream()
                .filter(entry -> carries(entry.getValue(), labels))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private void record(String call) {
        answer();
        calls.add(call);
    }

    private void answer() {
        if (gone) {
            throw new NuaException(
                    NuaException.Kind.UNAVAILABLE, "The engine does not answer. Start it, then try again.");
        }
    }

    private static boolean carries(Map<String, String> all, Map<String, String> some) {
        return all.entrySet().containsAll(some.entrySet());
    }
}
