package rocks.nua.builder.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;

class JavaBuilderTest extends BuilderContract {
    private static final Path EXAMPLES = Path.of("../../examples");

    @TempDir
    Path folder;

    @Override
    protected Builder builder() {
        return new JavaBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(EXAMPLES.resolve("java-http"), EXAMPLES.resolve("java-spring"), EXAMPLES.resolve("java-war"));
    }

    @Override
    protected List<Path> rejected() {
        return List.of(
                EXAMPLES.resolve("rejected/gradle-without-wrapper"), EXAMPLES.resolve("rejected/java-no-project"));
    }

    @Override
    protected List<Path> foreign() {
        return List.of(EXAMPLES.resolve("hello-node"), EXAMPLES.resolve("hello-static"));
    }

    @ParameterizedTest
    @CsvSource({
        "<maven.compiler.release>25</maven.compiler.release>, trixie, 25",
        "<java.version>17</java.version>, bookworm, 17",
        "<maven.compiler.target>1.8</maven.compiler.target>, bookworm, 17",
        "<maven.compiler.release>${java.version}</maven.compiler.release><java.version>24</java.version>, trixie, 25",
        "<configuration><release>21</release></configuration>, trixie, 21",
        "<version>17</version>, trixie, 21"
    })
    void takesTheJavaThatThePomAsksFor(String pom, String suite, int java) throws IOException {
        write("pom.xml", "<project>" + pom + "</project>");

        assertTrue(
                plan().startsWith("base: " + suite + "\npackages: maven openjdk-" + java + "-jdk-headless unzip\n"),
                plan());
        assertTrue(plan().contains("\nrun packages: openjdk-" + java + "-jre-headless\n"), plan());
    }

    @Test
    void readsTheModules() throws IOException {
        write("pom.xml", "<project><packaging>pom</packaging></project>");
        write("web/pom.xml", "<project><packaging>war</packaging><java.version>25</java.version></project>");

        assertTrue(plan().contains("\nrun packages: openjdk-25-jre-headless tomcat10-common\n"), plan());
    }

    @Test
    void tellsTheOldPluginOfDebian12WhatToCompileFor() throws IOException {
        write("pom.xml", "<project><maven.compiler.release>11</maven.compiler.release></project>");

        assertTrue(plan().contains(" package -Dmaven.compiler.source=11 -Dmaven.compiler.target=11\n"), plan());
    }

    @ParameterizedTest
    @CsvSource({
        "sourceCompatibility = '17', 17",
        "sourceCompatibility = JavaVersion.VERSION_1_8, 17",
        "sourceCompatibility JavaVersion.VERSION_21, 21",
        "java { toolchain { languageVersion = JavaLanguageVersion.of(25) } }, 25",
        "kotlin { jvmToolchain(21) }, 21"
    })
    void takesTheJavaThatGradleAsksFor(String text, int java) throws IOException {
        write("build.gradle.kts", text);
        writeWrapper();

        assertTrue(plan().contains("\nrun packages: openjdk-" + java + "-jre-headless\n"), plan());
        assertTrue(plan().contains("\nrun: /bin/sh /app/.nua/gradle --no-daemon --console=plain assemble\n"), plan());
        assertTrue(plan().contains("\ncache: /home/nua/.gradle\n"), plan());
    }

    @Test
    void aWrapperThatIsNotWholeIsRejected() throws IOException {
        write("build.gradle", "");
        writeWrapper();
        Files.delete(folder.resolve("gradle/wrapper/gradle-wrapper.properties"));

        assertEquals(
                "build.gradle has no Gradle wrapper beside it: run 'gradle wrapper' and keep gradlew and the folder gradle with the source.",
                assertThrows(NuaException.class, this::plan).getMessage());
    }

    @Test
    void whatTheWrapperOfGradleDoesNotGetIsTold() throws Exception {
        write("build.gradle", "");
        writeWrapper();
        write("gradlew", "exit 3");
        write(
                "gradle/wrapper/gradle-wrapper.properties",
                "distributionBase=GRADLE_USER_HOME\ndistributionUrl=https\\://gradle.example.org/gradle-8.10-bin.zip\n");
        var recipe = (BuildPlan.Recipe) builder().plan(SourceTree.of(folder)).orElseThrow();
        String script = recipe.steps().stream()
                .flatMap(step -> step instanceof BuildPlan.Step.Write file ? Stream.of(file) : Stream.empty())
                .filter(file -> file.path().equals("/app/.nua/gradle"))
                .findFirst()
                .orElseThrow()
                .text();

        Process build = new ProcessBuilder("/bin/sh", "-c", script, "gradle", "assemble")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertEquals(
                "Gradle's wrapper did not get https://gradle.example.org/gradle-8.10-bin.zip:"
                        + " let distributionUrl in gradle-wrapper.properties name what this machine reaches.\n",
                new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(3, build.waitFor());
    }

    @Test
    void systemPropertiesSayItLouderThanThePom() throws IOException {
        write("pom.xml", "<project><java.version>17</java.version></project>");
        write("system.properties", "java.runtime.version=21\n");

        assertTrue(plan().contains("\nrun packages: openjdk-21-jre-headless\n"), plan());
    }

    @Test
    void aWrapperFromWindowsGetsTheLinesOfUnix() throws IOException {
        write("pom.xml", "<project/>");
        write("mvnw", "#!/bin/sh\r\n");
        write(".mvn/wrapper/maven-wrapper.properties", "wrapperVersion=3.3.2\n");

        assertTrue(plan().contains("\nrun: sed -i s/\\r$// mvnw\n"), plan());
    }

    @Test
    void usesTheWrapperOfMavenWhereThereIsOne() throws IOException {
        write("pom.xml", "<project/>");
        write("mvnw", "");
        write(".mvn/wrapper/maven-wrapper.properties", "");

        assertTrue(plan().contains("\npackages: curl openjdk-21-jdk-headless unzip\n"), plan());
        assertTrue(plan().contains("\nrun: /bin/sh /app/.nua/maven sh ./mvnw -B -ntp -DskipTests package\n"), plan());
    }

    @Test
    void runsAnExecutableJarAsItIs() throws IOException {
        jar("tool.jar", Optional.of("hello.Main"));
        jar("library.jar", Optional.empty());
        write("broken.jar", "no jar");

        assertEquals(
                """
                base: trixie
                copy: everything
                run packages: openjdk-21-jre-headless
                start: java -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -jar /app/tool.jar
                port: 8080
                because: the folder has an executable tool.jar
                because: Java 21 comes from Debian 13, as the jar asks for 18
                """,
                plan());
    }

    @ParameterizedTest
    @CsvSource({"war, true", "id 'war', true", "'id(\"war\")', true", "id 'java', false", "// war, false"})
    void aWarOfGradleIsServedByTomcat(String plugin, boolean war) throws IOException {
        write("build.gradle", "plugins {\n    " + plugin + "\n}\n");
        writeWrapper();

        assertEquals(war, plan().contains("\nrun: /bin/sh /app/.nua/take build/libs\n") && plan().contains("tomcat10"));
    }

    @Test
    void aFinishedWarIsServedByTomcat() throws IOException {
        jar("shop.war", Optional.empty());

        assertTrue(plan().contains("\nrun: /bin/sh /app/.nua/take .\n"), plan());
        assertTrue(plan().contains("\nrun packages: openjdk-21-jre-headless tomcat10-common\n"), plan());
    }

    @Test
    void leavesLibrariesAlone() throws IOException {
        jar("library.jar", Optional.empty());

        assertEquals(Optional.empty(), builder().plan(SourceTree.of(folder)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<settings/> | pom.xml is no Maven project: its first element must be <project>.",
                "<project><java.version>26</java.version></project>"
                        + " | pom.xml asks for Java 26, but there are only 17, 21 and 25: ask for one of them."
            })
    void rejectsWhatCannotRun(String pom, String sentence) throws IOException {
        write("pom.xml", pom);

        assertEquals(
                sentence,
                assertThrows(NuaException.class, () -> builder().plan(SourceTree.of(folder)))
                        .getMessage());
    }

    private String plan() {
        return PlanText.of(builder().plan(SourceTree.of(folder)).orElseThrow());
    }

    private void jar(String name, Optional<String> mainClass) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Build-Jdk-Spec", "18");
        mainClass.ifPresent(main -> manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main));
        new JarOutputStream(Files.newOutputStream(folder.resolve(name)), manifest).close();
    }

    private void writeWrapper() throws IOException {
        write("gradlew", "");
        write("gradle/wrapper/gradle-wrapper.jar", "");
        write("gradle/wrapper/gradle-wrapper.properties", "");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
