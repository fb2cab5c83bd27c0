package rocks.nua.core.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.ImageRef;
import rocks.nua.api.app.Release;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.EngineInfo;
import rocks.nua.api.engine.Image;
import rocks.nua.api.engine.Storage;
import rocks.nua.api.platform.BuildSettings;
import rocks.nua.api.platform.Housekeeping;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.router.Router;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Labels;

/** Looks after what all apps stand on and what they leave behind. */
public final class EngineHousekeeping implements Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(EngineHousekeeping.class);
    /** In UTC, when few build. */
    private static final LocalTime DAILY = LocalTime.of(3, 17);

    private final Engine engine;
    private final Storage storage;
    private final Store store;
    private final Router router;
    private final EventLog events;
    private final Labels labels;
    private final Settings settings;

    public EngineHousekeeping(
            Engine engine,
            Storage storage,
            Store store,
            Router router,
            EventLog events,
            Labels labels,
            Settings settings) {
        this.engine = engine;
        this.storage = storage;
        this.store = store;
        this.router = router;
        this.events = events;
        this.labels = labels;
        this.settings = settings;
    }

    @Override
    public List<BaseImage> bases(Caller caller) {
        caller.require(Permission.VIEW);
        Map<String, Image> images = images();
        List<Container> containers = engine.list(labels.ofPlatform());
        return Arrays.stream(Base.values())
                .map(base -> told(base, images, containers))
                .toList();
    }

    @Override
    public List<BaseImage> refreshBases(Caller caller) {
        caller.require(Permission.ADMINISTER);
        List<Base> here = Arrays.stream(Base.values())
                .filter(base -> storage.findBase(base).isPresent())
                .toList();
        for (Base base : here.isEmpty() ? List.of(Base.DEBIAN_13) : here) {
            String before = digest(storage.findBase(base));
            Image now = storage.refreshBase(base, line -> LOG.debug("{}", line));
            boolean same = now.label(Image.BASE_DIGEST).equals(before);
            String message = "Base image " + storage.baseName(base) + (same ? " is as it was." : " was made anew.");
            events.add("base.refreshed", caller, message);
            LOG.info("{}", message);
        }
        router.renew();
        return bases(caller);
    }

    @Override
    public Pruned prune(Caller caller) {
        caller.require(Permission.ADMINISTER);
        Pruned pruned = prune();
        events.add(
                "disk.pruned",
                caller,
                pruned.images() + " images of apps and " + (pruned.bytes() >> 20) + " MiB of caches were removed.");
        return pruned;
    }

    /** Prunes once a day. */
    public void minute(Instant minute) {
        if (LocalTime.ofInstant(minute, ZoneOffset.UTC).equals(DAILY)) {
            Pruned pruned = prune();
            LOG.info("Pruned {} images and {} MiB", pruned.images(), pruned.bytes() >> 20);
        }
    }

    private Pruned prune() {
        List<Image> leftOver = leftOver();
        leftOver.forEach(image -> engine.removeImage(image.id()));
        BuildSettings policy = settings.builds();
        EngineInfo disk = engine.info();
        boolean scarce = disk.diskFreeBytes() >= 0 && disk.diskFreeBytes() < disk.diskTotalBytes() / 10;
        Duration age = scarce ? Duration.ofDays(1) : policy.cacheAge();
        return new Pruned(leftOver.size(), storage.prune(age, policy.cacheBytes(), labels.ofPlatform()));
    }

    /** Images of apps that neither a release nor a deployment under way needs. */
    private List<Image> leftOver() {
        Set<String> busy = store.unfinished().stream()
                .map(deployment -> deployment.app().value())
                .collect(Collectors.toSet());
        Set<ImageRef> needed = store.apps().stream()
                .flatMap(app -> store.releases(app.name()).stream())
                .map(Release::image)
                .collect(Collectors.toSet());
        return engine.images(labels.ofPlatform()).stream()
                .filter(image ->
                        Labels.app(image).filter(app -> !busy.contains(app)).isPresent())
                .filter(image -> !needed.contains(image.id()))
                .toList();
    }

    /** The images of the current releases by app. */
    private Map<String, Image> images() {
        return store.apps().stream()
                .flatMap(app -> store.findRelease(app.name(), app.release()).stream())
                .flatMap(release ->
                        engine
                                .findImage(release.image())
                                .map(image -> Map.entry(release.app().value(), image))
                                .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private BaseImage told(Base base, Map<String, Image> images, List<Container> containers) {
        Optional<Image> now = storage.findBase(base);
        String digest = digest(now);
        Map<Boolean, List<String>> apps = images.entrySet().stream()
                .filter(app -> app.getValue().label(Image.BASE).equals(base.suite()))
                .collect(Collectors.partitioningBy(
                        app -> app.getValue().label(Image.BASE_DIGEST).equals(digest),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return new BaseImage(
                storage.baseName(base),
                digest,
                now.map(image -> image.label(Image.BASE_ORIGIN)).orElse(""),
                now.map(Image::sizeBytes).orElse(0L),
                Stream.ofNullable(apps.get(true)).flatMap(List::stream).toList(),
                Stream.ofNullable(apps.get(false)).flatMap(List::stream).toList(),
                services(base, digest, containers));
    }

    /** Those whose server stands on another one of this base; a container has the labels of its image. */
    private List<String> services(Base base, String digest, List<Container> containers) {
        Set<String> outdated = containers.stream()
                .filter(one -> base.suite().equals(one.labels().get(Image.BASE))
                        && !digest.equals(one.labels().get(Image.BASE_DIGEST)))
                .map(Labels::service)
                .collect(Collectors.toSet());
        return store.services().stream()
                .map(service -> service.name().value())
                .filter(outdated::contains)
                .toList();
    }

    private static String digest(Optional<Image> image) {
        return image.map(there -> there.label(Image.BASE_DIGEST)).orElse("");
    }
}
