package rocks.nua.engine.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.engine.Image;
import rocks.nua.api.platform.BuildSettings;

/**
 * The images that recipes stand on: minimal Debians, made here or pulled. All platforms with the same archive share them on one
 * engine; those of a snapshot have its moment in their tag.
 */
final class BaseImages {
    private static final String REPOSITORY = "nua/base";

    private final Images images;
    private final Importer importer;
    private final LayerImage layers;
    private final Supplier<BuildSettings> settings;

    BaseImages(Images images, Importer importer, LayerImage layers, Supplier<BuildSettings> settings) {
        this.images = images;
        this.importer = importer;
        this.layers = layers;
        this.settings = settings;
    }

    String name(Base base) {
        return REPOSITORY + ":" + tag(base);
    }

    private String tag(Base base) {
        String moment = settings.get().snapshot();
        return base.suite() + (moment.isEmpty() ? "" : "-" + moment);
    }

    /** A Dockerfile as this platform means it: {@code nua/base:trixie} is the base of its snapshot, where it has one. */
    String own(String dockerfile) {
        String text = dockerfile;
        for (Base base : Base.values()) {
            text = text.replaceAll(
                    "(?<![\\w./-])" + REPOSITORY + ":" + base.suite() + "(?![\\w.-])",
                    Matcher.quoteReplacement(name(base)));
        }
        return text;
    }

    Image find(Base base) {
        ImageRef name = new ImageRef(name(base));
        return images.find(name)
                .orElseThrow(() -> NuaException.notFound("The base image " + name + " vanished. Deploy again."));
    }

    /** Makes it where it is missing; whoever needs it meanwhile waits. */
    void ensure(Base base, LineSink log) {
        ImageRef name = new ImageRef(name(base));
        if (images.find(name).isEmpty()) {
            makeMissing(base, log);
        }
    }

    private synchronized void makeMissing(Base base, LineSink log) {
        if (images.find(new ImageRef(name(base))).isEmpty()) {
            make(base, log);
        }
    }

    /** Makes it anew. Builds go on with the old one until the new one has its name. */
    synchronized Image refresh(Base base, LineSink log) {
        make(base, log);
        return find(base);
    }

    private void make(Base base, LineSink log) {
        ImageRef name = new ImageRef(name(base));
        String registry = settings.get().baseRegistry();
        if (registry.isEmpty()) {
            DebianMirror mirror = DebianMirror.of(settings.get());
            log.line("Making the base image " + name + " from " + mirror.archive() + ", which takes about a minute");
            images.tag(bootstrapped(base, mirror, log), name);
        } else {
            String remote = registry + ":" + tag(base);
            log.line("Fetching the base image " + remote);
            importer.pull(remote);
            images.tag(remote, name);
        }
        log.line("Made the base image " + name);
    }

    private String bootstrapped(Base base, DebianMirror mirror, LineSink log) {
        try {
            Path tar = Files.createTempFile("nua-base", ".tar");
            try {
                Instant time = mirror.time();
                new Bootstrap(mirror, time).run(base, tar, log);
                return layers.load(
                        tar, time, Map.of(Image.BASE, base.suite(), Image.BASE_ORIGIN, mirror.archive()), log);
            } finally {
                Files.delete(tar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
