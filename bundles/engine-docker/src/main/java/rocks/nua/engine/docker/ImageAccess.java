package rocks.nua.engine.docker;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.engine.Image;

/**
 * Which images a build may use: those of registries, the bases and the app's own, but no other app's. The engine keeps all in one
 * place and knows no owners.
 *
 * @param repository name without tag of the app's own images
 */
record ImageAccess(String repository) {
    private static final Pattern OF_AN_APP = Pattern.compile("nua-[^/]*/.*", Pattern.DOTALL);
    private static final Pattern HUB = Pattern.compile("^(?:index\\.)?docker\\.io/");
    private static final Pattern TAG = Pattern.compile("(?:@.*|:[^/]*)$");
    /** What BuildKit says when it looks at an image or takes it. */
    private static final Pattern TAKEN =
            Pattern.compile("^\\[internal] load metadata for (\\S+)|^(?:\\[[^\\]]*] )?FROM (\\S+)");

    static ImageAccess of(ImageRef tag) {
        return new ImageAccess(repository(tag.value()));
    }

    /** REJECTED_BY_APP when the Dockerfile names another app's image, or may name one by a variable. */
    void require(DockerfileImages images, RelativePath path) {
        for (String name : images.named()) {
            require(name, path.value());
        }
        for (String prefix : images.open()) {
            if (reaches(HUB.matcher(prefix).replaceFirst(""))) {
                throw NuaException.rejected(
                        path + " does not tell which image it means by a FROM line ('" + NuaException.excerpt(prefix)
                                + "…'). Give each ARG before FROM one value, and use it as ${NAME}.");
            }
        }
    }

    /** REJECTED_BY_APP when it is the name of another app's image. */
    void require(String name, String where) {
        if (isForeign(name)) {
            throw NuaException.rejected(
                    where + " uses the image '" + NuaException.excerpt(name)
                            + "', which belongs to another app. Use an image of a registry, a base of Nua or one of the app's own.");
        }
    }

    /** REJECTED_BY_APP when the image, named by its id, was made for other apps only. */
    void require(Image image, ImageRef name) {
        if (name.isId() && !image.tags().isEmpty() && image.tags().stream().allMatch(this::isForeign)) {
            require(image.tags().get(0), "This source");
        }
    }

    /** The last wall: what the engine itself says that it takes. */
    void require(BuildTrace trace) {
        for (BuildTrace.Step step : trace.steps()) {
            Matcher taken = TAKEN.matcher(step.name());
            if (taken.find()) {
                require(taken.group(1) == null ? taken.group(2) : taken.group(1), "The build");
            }
        }
    }

    private boolean isForeign(String name) {
        String plain = HUB.matcher(name).replaceFirst("");
        return OF_AN_APP.matcher(plain).matches() && !repository(plain).equals(repository);
    }

    /** Whether a name that begins like this may be that of an app's image. */
    private static boolean reaches(String prefix) {
        return List.of("nua-", "docker.io/nua-", "index.docker.io/nua-").stream()
                .anyMatch(own -> own.startsWith(prefix) || prefix.startsWith(own));
    }

    private static String repository(String name) {
        return TAG.matcher(name).replaceFirst("");
    }
}
