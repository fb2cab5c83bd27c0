package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.scan.Scanner;
import rocks.nua.api.scan.Scanner.Candidate;
import rocks.nua.api.scan.Scanner.Component;
import rocks.nua.api.scan.Scanner.Verdict;

/** What every scanner must keep. */
public abstract class ScannerContract {
    /** The scanner under test. */
    protected abstract Scanner scanner();

    /** Something of which it must warn or which it must refuse. */
    protected abstract Component bad();

    private Verdict verdict(List<Component> components) {
        return scanner()
                .scan(new Candidate(
                        new AppName("shop"),
                        new ImageRef("sha256:" + "0".repeat(64)),
                        components,
                        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[]}"));
    }

    @Test
    void anEmptyImageMayStart() {
        assertEquals("", verdict(List.of()).refusal());
    }

    @Test
    void whatIsBadIsToldInSentences() {
        Verdict verdict = verdict(List.of(new Component("harmless", "1", "pkg:generic/harmless@1"), bad()));
        assertNotEquals(Verdict.GOOD, verdict, "it has nothing to say of " + bad());
        verdict.warnings().forEach(warning -> assertFalse(warning.isBlank(), "a warning without words"));
        String all = verdict.refusal() + verdict.warnings();
        assertTrue(all.contains(bad().name()), "it does not name " + bad().name() + ": " + all);
    }

    @Test
    void theSameImageHasTheSameVerdict() {
        assertEquals(verdict(List.of(bad())), verdict(List.of(bad())));
    }
}
