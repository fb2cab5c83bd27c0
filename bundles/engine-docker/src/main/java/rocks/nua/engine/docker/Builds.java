package rocks.nua.engine.docker;

import com.google.common.base.Suppliers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.Image;

/** Turns each kind of plan into an image. */
final class Builds {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9_.-]+");

    private final Images images;
    private final Importer importer;
    private final BaseImages bases;
    private final CaImage ca;
    private final BuildLimits limits;
    private final Supplier<String> driver;
    private final ImageBuild build;

    Builds(EngineClient client, Images images, Importer importer, BaseImages bases, CaImage ca, BuildLimits limits) {
        this.images = images;
        this.importer = importer;
        this.bases = bases;
        this.ca = ca;
        this.limits = limits;
        this.driver = Suppliers.memoize(() ->
                String.valueOf(client.call(docker -> docker.infoCmd().exec()).getCGroupDriver()));
        this.build = new ImageBuild(client, LIMIT);
    }

    Image run(BuildPlan plan, SourceTree source, ImageRef tag, Map<String, String> labels, LineSink log) {
        ImageRef id;
        if (plan instanceof BuildPlan.Recipe recipe) {
            id = recipe(recipe, source, tag, labels, log);
        } else if (plan instanceof BuildPlan.Dockerfile dockerfile) {
            id = dockerfile(dockerfile, source, tag, labels, log);
        } else {
            id = prebuilt(((BuildPlan.Prebuilt) plan).image(), tag, log);
        }
        return images.find(id)
                .orElseThrow(() -> NuaException.notFound("Image " + tag + " vanished after its build. Deploy again."));
    }

    private ImageRef recipe(
            BuildPlan.Recipe recipe, SourceTree source, ImageRef tag, Map<String, String> labels, LineSink log) {
        bases.ensure(recipe.base(), log);
        String text = new RecipeDockerfile(recipe, bases.name(recipe.base()), cacheOwner(labels), ca.name()).text();
        try (InputStream context = BuildContext.ofRecipe(source.folder(), recipe, text)) {
            return build.run(context, RecipeDockerfile.OWN + "/Dockerfile", group(log), tag, labels, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImageRef dockerfile(
            BuildPlan.Dockerfile plan, SourceTree source, ImageRef tag, Map<String, String> labels, LineSink log) {
        if (!source.has(plan.path().value())) {
            throw NuaException.rejected(
                    "The source has no file " + plan.path() + ". Add it or name another Dockerfile.");
        }
        try (InputStream context = BuildContext.ofDockerfile(source.folder(), plan.path())) {
            return build.run(context, plan.path().value(), group(log), tag, labels, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An image that is here wins, so that one made on this machine needs no registry. */
    private ImageRef prebuilt(ImageRef image, ImageRef tag, LineSink log) {
        if (images.find(image).isEmpty()) {
            log.line("Fetching image " + image);
            importer.pull(image.value());
        }
        images.tag(image.value(), tag);
        return tag;
    }

    /** The control group of the build steps; without limits a build is better than none, but its log says so. */
    private String group(LineSink log) {
        try {
            return limits.apply(driver.get());
        } catch (IOException e) {
            log.line("Build steps run without limits of memory and CPU on this machine: " + e.getMessage());
            return "";
        }
    }

    private static String cacheOwner(Map<String, String> labels) {
        String owner = "nua-" + labels.getOrDefault("nua.platform", "") + "-" + labels.getOrDefault("nua.app", "");
        return ODD.matcher(owner).replaceAll("_");
    }
}
