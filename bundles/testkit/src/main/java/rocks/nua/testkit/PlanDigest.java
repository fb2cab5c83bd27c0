package rocks.nua.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import rocks.nua.api.ImageRef;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;

/** The id of the image that a plan and a folder give on a base: equal for equal input. */
final class PlanDigest {
    private PlanDigest() {}

    static ImageRef of(BuildPlan plan, SourceTree context, String base) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(plan.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(base.getBytes(StandardCharsets.UTF_8));
            if (!(plan instanceof BuildPlan.Prebuilt)) {
                for (RelativePath path : context.files("**")) {
                    digest.update(path.value().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(path.below(context.folder())));
                }
            }
            return new ImageRef("sha256:" + HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
