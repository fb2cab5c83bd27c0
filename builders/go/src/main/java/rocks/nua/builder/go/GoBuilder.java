package rocks.nua.builder.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;

/** Compiles a Go module to programs that need nothing else. */
@Component
@Plugin(name = "go", order = 55)
public final class GoBuilder implements Builder {
    private static final String FOLDERS = "{assets,locales,migrations,public,static,templates,views}/**";
    private static final Pattern C = Pattern.compile("(?m)^\\s*(?:import\\s+)?\"C\"\\s*$");

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        return source.read(GoModule.FILE).map(GoModule::parse).map(module -> recipe(module, source));
    }

    private static BuildPlan recipe(GoModule module, SourceTree source) {
        boolean vendored = source.has("vendor/modules.txt");
        if (!vendored) {
            module.mustBeLocked(source);
            GoModule.checkSums(source);
        }
        Programs programs = Programs.of(module, source);
        boolean c = module.needsC() || usesC(source);
        var packages = new ArrayList<>(List.of("golang-go"));
        if (c) {
            packages.add("build-essential");
        }
        var caches = new ArrayList<>(List.of(new CachePath("/home/nua/.cache/go-build")));
        if ((module.requires() && !vendored) || module.newerThanDebian()) {
            caches.add(new CachePath("/home/nua/go"));
        }
        return new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                packages,
                List.of(new Step.Copy(List.of()), new Step.Run(compile(module, programs, c))),
                caches,
                List.of(),
                keep(source),
                programs.start(),
                8080,
                Map.of(),
                because(module, programs, vendored, c));
    }

    private static List<String> compile(GoModule module, Programs programs, boolean c) {
        var arguments = new ArrayList<>(List.of(
                "env",
                "CGO_ENABLED=" + (c ? 1 : 0),
                "GOTOOLCHAIN=" + (module.newerThanDebian() ? "auto" : "local"),
                "go",
                "build",
                "-trimpath",
                "-ldflags=-s -w",
                "-o",
                programs.output()));
        arguments.addAll(programs.packages());
        return arguments;
    }

    /** What the manifest's own build commands make is not known, so all of it stays. */
    private static List<RelativePath> keep(SourceTree source) {
        return source.spec().build().commands().isEmpty()
                ? Stream.concat(Stream.of("bin"), source.files(FOLDERS).stream().map(file -> file.value()
                                .substring(0, file.value().indexOf('/'))))
                        .distinct()
                        .map(RelativePath::new)
                        .toList()
                : List.of();
    }

    private static boolean usesC(SourceTree source) {
        return source.files("**.go").stream().anyMatch(file -> source.read(file.value())
                .filter(text -> C.matcher(text).find())
                .isPresent());
    }

    private static List<String> because(GoModule module, Programs programs, boolean vendored, boolean c) {
        var because = new ArrayList<>(List.of("the folder has a go.mod", programs.because()));
        if (vendored) {
            because.add("its modules are in the folder vendor");
        }
        if (c) {
            because.add("it has C in it, so a C compiler is there for the build");
        }
        because.add(
                module.newerThanDebian()
                        ? "go.mod asks for Go " + module.version()
                                + ", which is newer than Debian's 1.24: Go fetches it by itself"
                        : "Go 1.24 comes from Debian 13");
        return because;
    }
}
