package rocks.nua.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the house, over the classes of all bundles and builders. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final JavaClasses HOUSE = read();

    private static JavaClasses read() {
        try (Stream<Path> bundles = Files.list(ROOT.resolve("bundles"));
                Stream<Path> builders = Files.list(ROOT.resolve("builders"))) {
            List<Path> classes = Stream.concat(bundles, builders)
                    .filter(module -> !module.endsWith("cxf"))
                    .map(module -> module.resolve("target/classes/rocks"))
                    .filter(Files::isDirectory)
                    .toList();
            return new ClassFileImporter().importPaths(classes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void seesTheHouse() {
        assertTrue(HOUSE.contain("rocks.nua.core.Core") && HOUSE.contain("rocks.nua.builder.node.NodeBuilder"));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("rocks.nua.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void bundlesKnowTheApiOnly() {
        for (String room : List.of(
                "core",
                "manifest",
                "store",
                "git.jgit",
                "git.server",
                "engine",
                "router",
                "rest",
                "shell",
                "web",
                "builder")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("rocks.nua." + room + "..", "rocks.nua.testkit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("rocks.nua." + room + "..")
                    .check(HOUSE);
        }
    }

    @Test
    void theApiSpeaksJdk() {
        noClasses()
                .that()
                .resideInAPackage("rocks.nua.api..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("rocks.nua.api..", "java..", "org.osgi..")
                .check(HOUSE);
    }

    @Test
    void nobodyRunsCommandsOfOneString() {
        noClasses().should().callMethod(Runtime.class, "exec", String.class).check(HOUSE);
        noClasses().should(startAShell()).check(HOUSE);
    }

    /** Processes are started in a few rooms only, whose argument lists can be read at a glance. */
    private static ArchCondition<com.tngtech.archunit.core.domain.JavaClass> startAShell() {
        Set<String> rooms = Set.of("rocks.nua.engine.docker", "rocks.nua.git.jgit");
        return new ArchCondition<>("start processes") {
            @Override
            public void check(com.tngtech.archunit.core.domain.JavaClass item, ConditionEvents events) {
                for (JavaMethodCall call : item.getMethodCallsFromSelf()) {
                    boolean starts = call.getTargetOwner().isEquivalentTo(ProcessBuilder.class)
                            && call.getName().equals("start");
                    if (starts && !rooms.contains(item.getPackageName())) {
                        events.add(SimpleConditionEvent.satisfied(item, call.getDescription()));
                    }
                }
            }
        };
    }
}
