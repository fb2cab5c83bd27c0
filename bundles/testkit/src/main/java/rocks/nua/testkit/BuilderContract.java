package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.build.SourceTree;

/**
 * What every builder must keep. A sample folder holds {@code expected-plan.txt}, the plan as text; run the tests with
 * {@code -Dnua.plans.write=true} to have the files written, then read what they say.
 */
public abstract class BuilderContract {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String EXPECTED = "expected-plan.txt";

    /** The builder under test. */
    protected abstract Builder builder();

    /** Folders that it recognises; at least one. */
    protected abstract List<Path> samples();

    /** Folders of its kind that it rejects with a sentence. */
    protected List<Path> rejected() {
        return List.of();
    }

    /** Folders of other kinds that it leaves alone, beside those of the contract. */
    protected List<Path> foreign() {
        return List.of();
    }

    /** How a sample is shown to the builder: as a folder without a manifest, unless the test says more. */
    protected SourceTree tree(Path sample) {
        return SourceTree.of(sample);
    }

    /** The plan of every sample is the one that is kept beside it, and tells why. */
    @TestFactory
    Stream<DynamicTest> plansAsExpected() {
        assertFalse(samples().isEmpty(), "a builder needs a sample");
        return each(samples(), sample -> {
            BuildPlan plan = recognised(tree(sample));
            assertFalse(plan.because().isEmpty(), "the plan does not say why it was chosen");
            Path file = sample.resolve(EXPECTED);
            if (Boolean.getBoolean("nua.plans.write")) {
                Files.writeString(file, PlanText.of(plan));
            }
            assertTrue(Files.exists(file), () -> file + " is missing; the plan is:\n" + PlanText.of(plan));
            assertEquals(Files.readString(file), PlanText.of(plan));
        });
    }

    /** Equal folders give equal plans, wherever they lie. */
    @TestFactory
    Stream<DynamicTest> plansEqualFoldersEqually(@TempDir Path elsewhere) {
        return each(samples(), sample -> {
            Path copy = elsewhere.resolve(sample.getFileName().toString());
            copy(sample, copy);
            SourceTree there = new SourceTree(copy, tree(sample).spec());
            assertEquals(recognised(tree(sample)), recognised(there));
        });
    }

    /** The folder is the same after planning. */
    @TestFactory
    Stream<DynamicTest> onlyReadsTheFolder() {
        return each(Stream.concat(samples().stream(), rejected().stream()).toList(), sample -> {
            Map<String, String> before = listing(sample);
            try {
                plan(tree(sample));
            } catch (NuaException e) {
                assertEquals(NuaException.Kind.REJECTED_BY_APP, e.kind());
            }
            assertEquals(before, listing(sample));
        });
    }

    /** A folder of its kind that cannot work is rejected with a sentence. */
    @TestFactory
    Stream<DynamicTest> rejectsWithASentence() {
        return each(rejected(), sample -> {
            var refusal = assertThrows(NuaException.class, () -> plan(tree(sample)));
            assertEquals(NuaException.Kind.REJECTED_BY_APP, refusal.kind());
            assertTrue(
                    String.valueOf(refusal.getMessage()).matches("[^\\n]{20,}\\."),
                    "not a sentence: " + refusal.getMessage());
        });
    }

    /** Other kinds of folders are left alone. */
    @TestFactory
    Stream<DynamicTest> leavesOthersAlone() {
        return each(foreign(), folder -> assertEquals(Optional.empty(), plan(tree(folder))));
    }

    /** An empty folder is not of its kind. */
    @Test
    void leavesTheEmptyFolderAlone(@TempDir Path empty) {
        assertEquals(Optional.empty(), plan(SourceTree.of(empty)));
    }

    /** A folder with nothing but texts is not of its kind, nor one where folders carry the names of its files. */
    @Test
    void leavesTextsAndOddFoldersAlone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("README.md"), "# A book\n");
        Files.writeString(folder.resolve("chapter.txt"), "Once upon a time\n");
        for (Path sample : samples()) {
            try (Stream<Path> files = Files.list(sample)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!Files.exists(folder.resolve(file.getFileName()))) {
                        Files.createDirectory(folder.resolve(file.getFileName()));
                    }
                }
            }
        }
        assertEquals(Optional.empty(), plan(SourceTree.of(folder)));
    }

    /** The bundle declares it as a component that provides Builder, with a name. */
    @Test
    void isNamedPlugin() throws IOException {
        Class<?> type = builder().getClass();
        try (InputStream in = type.getResourceAsStream("/OSGI-INF/" + type.getName() + ".xml")) {
            assertNotNull(in, type + " is no component: annotate it with @Component, and build with Maven");
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(xml.contains("interface=\"" + Builder.class.getName() + "\""), xml);
            assertTrue(
                    xml.matches("(?s).*name=\"nua.plugin.name\"[^>]*value=\"[a-z][a-z0-9-]*\".*"),
                    "annotate it with @Plugin(name = \"word\"): " + xml);
        }
    }

    private interface Check {
        void check(Path folder) throws IOException;
    }

    private static Stream<DynamicTest> each(List<Path> folders, Check check) {
        return folders.stream().map(folder -> dynamicTest(folder.getFileName().toString(), () -> check.check(folder)));
    }

    private Optional<BuildPlan> plan(SourceTree tree) {
        return assertTimeout(LIMIT, () -> builder().plan(tree));
    }

    private BuildPlan recognised(SourceTree tree) {
        return plan(tree).orElseThrow(() -> new AssertionError(tree.folder() + " is not recognised"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static Map<String, String> listing(Path folder) throws IOException {
        var listing = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                listing.put(path.toString(), Files.getLastModifiedTime(path) + " " + Files.size(path));
            }
        }
        return listing;
    }
}
