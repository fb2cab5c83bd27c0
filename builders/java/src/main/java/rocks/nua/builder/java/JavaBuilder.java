package rocks.nua.builder.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;

/** Runs the jar or war that Maven or Gradle makes, or that the folder holds. */
@Component
@Plugin(name = "java", order = 56)
public final class JavaBuilder implements Builder {
    private static final int PORT = 8080;
    private static final List<String> WRAPPERS = List.of("mvnw", ".mvn/wrapper/maven-wrapper.properties", "gradlew");
    // The heap follows the container's limit; an app without memory ends, so that it is started again.
    private static final List<String> JVM = List.of("java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError");

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        return BuildTool.of(source).map(tool -> built(tool, source)).or(() -> FinishedJar.in(source)
                .map(jar -> finished(jar, source)));
    }

    private static BuildPlan built(BuildTool tool, SourceTree source) {
        boolean commands = !source.spec().build().commands().isEmpty();
        if (commands && source.spec().run().start().isEmpty()) {
            throw NuaException.rejected(
                    "The manifest says how the app is built, but not how it starts: add [run] start,"
                            + " such as \"java -jar target/app.jar\".");
        }
        JavaRelease java = JavaRelease.of(tool, source);
        var packages = new ArrayList<>(tool.packages());
        packages.add(java.developmentKit());
        var steps = new ArrayList<Step>(List.of(new Step.Copy(List.of())));
        steps.addAll(tool.scripts());
        steps.addAll(unixLines(source));
        steps.addAll(tool.war() ? Tomcat.files() : List.of());
        steps.add(new Step.Run(command(tool, java)));
        steps.add(tool.war() ? Tomcat.take(tool.output()) : tool.result());
        if (tool.war()) {
            return tomcat(java, packages, steps, List.of(new CachePath(tool.cache())), tool.because(), source);
        }
        return new BuildPlan.Recipe(
                java.base(),
                packages,
                steps,
                List.of(new CachePath(tool.cache())),
                List.of(java.runtime()),
                keep(List.of(new RelativePath(BuildTool.RESULT)), source),
                start("/app/" + BuildTool.RESULT + "/app.jar"),
                PORT,
                Map.of(),
                List.of(tool.because(), java.because()));
    }

    /** Windows ends the lines of a wrapper in a way that no shell reads. */
    private static List<Step> unixLines(SourceTree source) {
        List<String> windows = WRAPPERS.stream()
                .filter(file ->
                        source.read(file).filter(text -> text.contains("\r\n")).isPresent())
                .toList();
        return windows.isEmpty()
                ? List.of()
                : List.of(new Step.Run(Stream.concat(Stream.of("sed", "-i", "s/\\r$//"), windows.stream())
                        .toList()));
    }

    private static List<String> command(BuildTool tool, JavaRelease java) {
        return tool.packages().contains("maven")
                ? Stream.concat(tool.command().stream(), java.compilerFlags()).toList()
                : tool.command();
    }

    private static BuildPlan finished(FinishedJar jar, SourceTree source) {
        JavaRelease java = JavaRelease.ofJar(jar.builtWith());
        if (!jar.executable()) {
            var steps = new ArrayList<Step>(List.of(new Step.Copy(List.of())));
            steps.addAll(Tomcat.files());
            steps.add(Tomcat.take("."));
            return tomcat(java, List.of(), steps, List.of(), "the folder has a " + jar.file(), source);
        }
        return new BuildPlan.Recipe(
                java.base(),
                List.of(),
                List.of(new Step.Copy(List.of())),
                List.of(),
                List.of(java.runtime()),
                List.of(),
                start("/app/" + jar.file()),
                PORT,
                Map.of(),
                List.of("the folder has an executable " + jar.file(), java.because()));
    }

    private static BuildPlan tomcat(
            JavaRelease java,
            List<String> packages,
            List<Step> steps,
            List<CachePath> caches,
            String because,
            SourceTree source) {
        return new BuildPlan.Recipe(
                java.base(),
                Stream.concat(packages.stream(), Tomcat.PACKAGES.stream()).toList(),
                steps,
                caches,
                List.of(java.runtime(), Tomcat.PACKAGE),
                keep(Tomcat.KEEP, source),
                Stream.concat(JVM.stream(), Tomcat.ARGUMENTS.stream()).toList(),
                PORT,
                Map.of(),
                List.of(
                        because,
                        "it is a war that cannot run by itself: Debian's Tomcat 10 serves it",
                        java.because()));
    }

    /** A start command of the manifest may want everything. */
    private static List<RelativePath> keep(List<RelativePath> result, SourceTree source) {
        return source.spec().run().start().isEmpty() ? result : List.of();
    }

    private static List<String> start(String jar) {
        return Stream.concat(JVM.stream(), Stream.of("-jar", jar)).toList();
    }
}
