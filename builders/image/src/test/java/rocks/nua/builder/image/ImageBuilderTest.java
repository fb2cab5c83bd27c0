package rocks.nua.builder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;
import rocks.nua.testkit.Specs;

class ImageBuilderTest extends BuilderContract {
    private static final Path SAMPLE = Path.of("src/test/samples/wrapped");

    @Override
    protected Builder builder() {
        return new ImageBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(SAMPLE);
    }

    @Override
    protected List<Path> foreign() {
        return List.of(Path.of("../../examples/hello-node"), Path.of("../../examples/hello-dockerfile"));
    }

    @Override
    protected SourceTree tree(Path sample) {
        return sample.equals(SAMPLE) ? from("registry.example.org/team/shop:1.2") : SourceTree.of(sample);
    }

    @Test
    void saysWhereAnImageIsMisspelt() {
        var refusal = assertThrows(NuaException.class, () -> builder().plan(from("My Shop")));

        assertEquals(NuaException.Kind.REJECTED_BY_APP, refusal.kind());
        assertEquals(
                "base-image in [build] is wrong: Image 'My Shop' is not an image reference: use name:tag, as in "
                        + "registry.example.org/team/shop:1.2.",
                refusal.getMessage());
    }

    private static SourceTree from(String image) {
        var build = new AppSpec.Build("", List.of(), List.of(), List.of(), image, "", AppSpec.Origin.NONE);
        return new SourceTree(SAMPLE, Specs.of(build));
    }
}
