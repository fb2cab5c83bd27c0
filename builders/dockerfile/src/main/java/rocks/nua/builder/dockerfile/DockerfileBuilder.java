package rocks.nua.builder.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;

/** Takes the source's own Dockerfile as it is. */
@Component
@Plugin(name = "dockerfile", order = 10)
public final class DockerfileBuilder implements Builder {
    private static final List<String> NAMES = List.of("Dockerfile", "Containerfile");
    private static final Pattern FROM = Pattern.compile("(?im)^\\s*FROM\\s+\\S");
    private static final Pattern EXPOSE = Pattern.compile("(?im)^\\s*EXPOSE\\s+([0-9]{1,5})(?:/tcp)?(?:\\s|$)");

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        String said = source.spec().build().dockerfile();
        if (!said.isEmpty()) {
            if (!source.has(said)) {
                throw NuaException.rejected("The source has no file " + NuaException.excerpt(said)
                        + ", which is to be built as its Dockerfile.");
            }
            return Optional.of(plan(said, source));
        }
        return NAMES.stream().filter(source::has).findFirst().map(name -> plan(name, source));
    }

    private static BuildPlan plan(String name, SourceTree source) {
        String lastStage = lastStage(name, source.read(name).orElseThrow());
        Matcher expose = EXPOSE.matcher(lastStage);
        int port = expose.find() ? Integer.parseInt(expose.group(1)) : 0;
        String found = "the folder has a " + name;
        return new BuildPlan.Dockerfile(
                new RelativePath(name),
                port,
                port == 0 ? List.of(found) : List.of(found, name + " says EXPOSE " + port));
    }

    /** What earlier stages expose is not what the image exposes. */
    private static String lastStage(String name, String text) {
        Matcher from = FROM.matcher(text);
        int start = -1;
        while (from.find()) {
            start = from.start();
        }
        if (start < 0) {
            throw NuaException.rejected(name + " has no FROM line: start it with the image that it builds on.");
        }
        return text.substring(start);
    }
}
