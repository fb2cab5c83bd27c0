package rocks.nua.builder.java;

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

/** Runs the executable jar that Maven or Gradle makes, or that the folder holds. */
@Component
@Plugin(name = "java", order = 56)
public final class JavaBuilder implements Builder {
    private static final int PORT = 8080;

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        return BuildTool.of(source).map(tool -> built(tool, source)).or(() -> FinishedJar.in(source)
                .map(JavaBuilder::finished));
    }

    private static BuildPlan built(BuildTool tool, SourceTree source) {
        boolean commands = !source.spec().build().commands().isEmpty();
        if (commands && source.spec().run().start().isEmpty()) {
            throw NuaException.rejected(
                    "The manifest says how the app is built, but not how it starts: add [run] start,"
                            + " such as \"java -jar target/app.jar\".");
        }
        JavaRelease java = JavaRelease.of(tool, source);
        return new BuildPlan.Recipe(
                java.base(),
                Stream.concat(Stream.of(java.developmentKit()), tool.packages().stream())
                        .toList(),
                List.of(new Step.Copy(List.of()), tool.script(), new Step.Run(command(tool, java)), tool.result()),
                List.of(new CachePath(tool.cache())),
                List.of(java.runtime()),
                source.spec().run().start().isEmpty() ? List.of(new RelativePath(BuildTool.RESULT)) : List.of(),
                start("/app/" + BuildTool.RESULT + "/app.jar"),
                PORT,
                Map.of(),
                List.of(tool.because(), java.because()));
    }

    private static List<String> command(BuildTool tool, JavaRelease java) {
        return tool.packages().contains("maven")
                ? Stream.concat(tool.command().stream(), java.compilerFlags()).toList()
                : tool.command();
    }

    private static BuildPlan finished(FinishedJar jar) {
        JavaRelease java = JavaRelease.ofJar(jar.builtWith());
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

    /** The heap follows the container's limit; an app without memory ends, so that it is started again. */
    private static List<String> start(String jar) {
        return List.of("java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", jar);
    }
}
