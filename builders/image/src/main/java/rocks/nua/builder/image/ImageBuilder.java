package rocks.nua.builder.image;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;

/** Runs the image that the manifest names as it is. */
@Component
@Plugin(name = "image", order = 5)
public final class ImageBuilder implements Builder {
    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        String image = source.spec().build().baseImage();
        return image.isEmpty() ? Optional.empty() : Optional.of(prebuilt(image));
    }

    private static BuildPlan prebuilt(String image) {
        try {
            return new BuildPlan.Prebuilt(new ImageRef(image), 0, List.of("the manifest says base-image = " + image));
        } catch (NuaException e) {
            throw new NuaException(
                    NuaException.Kind.REJECTED_BY_APP, "base-image in [build] is wrong: " + e.getMessage(), e);
        }
    }
}
