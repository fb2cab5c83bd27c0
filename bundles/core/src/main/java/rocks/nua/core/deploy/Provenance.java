package rocks.nua.core.deploy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.app.Source;
import rocks.nua.api.build.PlanText;
import rocks.nua.core.deploy.Planning.Planned;

/** Where an image comes from, as its labels tell it; equal sources and plans have equal labels. */
final class Provenance {
    private static final String SOURCE = "org.opencontainers.image.source";
    private static final String REVISION = "org.opencontainers.image.revision";
    private static final String COMMIT = "commit ";

    private Provenance() {}

    /** @param fetched what fetching told, for git {@code commit ID} */
    static Map<String, String> labels(Source source, String fetched, Planned planned) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("nua.builder", planned.builder());
        labels.put("nua.plan", digest(PlanText.of(planned.plan())));
        if (source instanceof Source.Git git) {
            labels.put(SOURCE, git.url().replaceFirst("//[^/@]*@", "//"));
        }
        if (fetched.startsWith(COMMIT)) {
            labels.put(REVISION, fetched.substring(COMMIT.length()));
        }
        return labels;
    }

    private static String digest(String plan) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plan.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
