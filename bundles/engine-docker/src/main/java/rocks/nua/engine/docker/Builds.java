package rocks.nua.engine.docker;

import com.google.common.base.Suppliers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.app.Resources;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.engine.Image;
import rocks.nua.api.platform.BuildSettings;

/** Turns each kind of plan into an image. */
final class Builds {
    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9_.-]+");

    private final Images images;
    private final Importer importer;
    private final BaseImages bases;
    private final CaImage ca;
    private final Supplier<BuildSettings> settings;
    private final ImageBuild build;
    private final EngineClient client;

    Builds(
            EngineClient client,
            Images images,
            Importer importer,
            BaseImages bases,
            CaImage ca,
            EngineDisk disk,
            Supplier<BuildSettings> settings) {
        this.images = images;
        this.importer = importer;
        this.bases = bases;
        this.ca = ca;
        this.settings = settings;
        this.client = client;
        this.build = new ImageBuild(client, disk::free, settings);
    }

    Image run(BuildOrder order, LineSink log) {
        ImageRef id;
        if (order.plan() instanceof BuildPlan.Recipe recipe) {
            id = recipe(recipe, order, log);
        } else if (order.plan() instanceof BuildPlan.Dockerfile dockerfile) {
            id = dockerfile(dockerfile, order, log);
        } else {
            id = prebuilt(((BuildPlan.Prebuilt) order.plan()).image(), order.tag(), log);
        }
        return images.find(id)
                .orElseThrow(() ->
                        NuaException.notFound("Image " + order.tag() + " vanished after its build. Deploy again."));
    }

    private ImageRef recipe(BuildPlan.Recipe recipe, BuildOrder order, LineSink log) {
        bases.ensure(recipe.base(), log);
        String text = new RecipeDockerfile(
                        recipe,
                        bases.name(recipe.base()),
                        scope(order),
                        Suppliers.memoize(ca::name),
                        order.secrets().keySet().stream().toList())
                .text();
        try (InputStream context = BuildContext.ofRecipe(order.context().folder(), recipe, text)) {
            return build.run(order, context, RecipeDockerfile.OWN + "/Dockerfile", "", group(log), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its caches are named by its author, so they get a name space of the app's own. */
    private ImageRef dockerfile(BuildPlan.Dockerfile plan, BuildOrder order, LineSink log) {
        String text = bases.own(order.context()
                .read(plan.path().value())
                .orElseThrow(() -> NuaException.rejected(
                        "The source has no file " + plan.path() + ". Add it or name another Dockerfile.")));
        Frontend.require(text, plan.path());
        DockerfileImages taken = DockerfileImages.of(text);
        ImageAccess.of(order.tag()).require(taken, plan.path());
        Stream.of(Base.values())
                .filter(base -> taken.named().contains(bases.name(base)))
                .forEach(base -> bases.ensure(base, log));
        try (InputStream context = BuildContext.ofDockerfile(order.context().folder(), plan.path(), text)) {
            return build.run(order, context, plan.path().value(), scope(order), group(log), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An image that is here wins, so that one made on this machine needs no registry. */
    private ImageRef prebuilt(ImageRef image, ImageRef tag, LineSink log) {
        ImageAccess access = ImageAccess.of(tag);
        access.require(image.value(), "This source");
        Optional<Image> here = images.find(image);
        here.ifPresent(found -> access.require(found, image));
        if (here.isEmpty()) {
            log.line("Fetching image " + image);
            importer.pull(image.value());
        }
        images.tag(image.value(), tag);
        return tag;
    }

    /** Sets the limits of build steps and tells them; UNAVAILABLE when this machine does not let us. */
    String limit() {
        try {
            Resources limits = settings.get().limits();
            setLimits();
            return String.format(
                    Locale.ROOT,
                    "%d MiB, %.1f cores, %d minutes, %d GiB of disk",
                    limits.memoryBytes() >> 20,
                    limits.cpus(),
                    settings.get().time().toMinutes(),
                    settings.get().diskBytes() >> 30);
        } catch (IOException e) {
            throw new NuaException(
                    Kind.UNAVAILABLE,
                    "Build steps run without limits of memory and CPU, since this machine's control groups cannot be set ("
                            + e.getMessage() + "). Run the platform as root.",
                    e);
        }
    }

    /** The control group of the build steps; without limits a build is better than none, but its log says so. */
    private String group(LineSink log) {
        try {
            return setLimits();
        } catch (IOException e) {
            log.line("Build steps run without limits of memory and CPU on this machine: " + e.getMessage());
            return "";
        }
    }

    private String setLimits() throws IOException {
        return BuildLimits.ofThisMachine(settings.get().limits())
                .apply(String.valueOf(client.known().getCGroupDriver()));
    }

    private static String scope(BuildOrder order) {
        return "nua-" + ODD.matcher(order.cacheScope()).replaceAll("_");
    }
}
