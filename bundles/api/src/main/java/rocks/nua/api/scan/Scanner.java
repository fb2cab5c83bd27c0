package rocks.nua.api.scan;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;

/**
 * Looks at what is in an image before a release of it starts. A service with {@link rocks.nua.api.Plugin}; the platform calls it,
 * with a time limit of 60 s, in each deployment. Must be thread-safe.
 */
@ConsumerType
public interface Scanner {
    /**
     * Something with a version that is in the image.
     *
     * @param name its name
     * @param version its version; empty: nobody says
     * @param purl its package URL, such as {@code pkg:npm/left-pad@1.3.0}; empty: it has none
     */
    record Component(String name, String version, String purl) {}

    /**
     * What is about to start.
     *
     * @param app its app
     * @param image its image
     * @param components what is in the image
     * @param cycloneDx the same as CycloneDX 1.6 in JSON
     */
    record Candidate(AppName app, ImageRef image, List<Component> components, String cycloneDx) {
        /** Copies the list. */
        public Candidate {
            components = List.copyOf(components);
        }
    }

    /**
     * What the scanner thinks of it.
     *
     * @param warnings for the deployment's log, a sentence each
     * @param refusal why it must not start and what its author can do, a sentence; empty: it may
     */
    record Verdict(List<String> warnings, String refusal) {
        /** All is well. */
        public static final Verdict GOOD = new Verdict(List.of(), "");

        /** Copies the list. */
        public Verdict {
            warnings = List.copyOf(warnings);
        }

        /** It may start, but its author should know this. */
        public static Verdict warn(List<String> warnings) {
            return new Verdict(warnings, "");
        }

        /** It must not start. */
        public static Verdict refuse(String sentence) {
            return new Verdict(List.of(), sentence);
        }
    }

    /** Looks at what is about to start. */
    Verdict scan(Candidate candidate);
}
