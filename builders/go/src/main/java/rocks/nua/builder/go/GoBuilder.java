package rocks.nua.builder.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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
    // What a program may read while it runs, wherever it stands; the program itself needs no source.
    private static final Pattern DATA_FOLDER = Pattern.compile(
            "(?!(?:vendor|testdata|node_modules)/)([A-Za-z0-9_][^/]*)/(?:[^.][^/]*/)*[^./][^/]*(?<!\\.go|\\.md|\\.mod|\\.sum)");
    private static final Pattern DATA_FILE = Pattern.compile(
            "(?!nua-config\\.)[A-Za-z0-9_][^/]*\\.(?:css|csv|db|gohtml|html|js|json|sql|tmpl|toml|ya?ml)");
    private static final Pattern C = Pattern.compile("(?m)^\\s*(?:import\\s+)?\"C\"\\s*$");

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        return GoModule.of(source).map(module -> recipe(module, source));
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
                steps(module, new Step.Run(compile(module, programs, c))),
                caches,
                List.of(),
                keep(source),
                programs.start(),
                8080,
                Map.of(),
                because(module, programs, vendored, c));
    }

    private static List<Step> steps(GoModule module, Step compile) {
        var copy = new Step.Copy(List.of());
        return module.file().isEmpty()
                ? List.of(copy, new Step.Write("/app/" + GoModule.FILE, GoModule.ALONE), compile)
                : List.of(copy, compile);
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
                ? Stream.concat(Stream.of("bin"), source.files("**").stream().flatMap(GoBuilder::data))
                        .distinct()
                        .map(RelativePath::new)
                        .toList()
                : List.of();
    }

    private static Stream<String> data(RelativePath file) {
        Matcher folder = DATA_FOLDER.matcher(file.value());
        if (folder.matches()) {
            return Stream.of(folder.group(1));
        }
        return DATA_FILE.matcher(file.value()).matches() ? Stream.of(file.value()) : Stream.empty();
    }

    private static boolean usesC(SourceTree source) {
        return source.files("**.go").stream().anyMatch(file -> source.read(file.value())
                .filter(text -> C.matcher(text).find())
                .isPresent());
    }

    private static List<String> because(GoModule module, Programs programs, boolean vendored, boolean c) {
        var because = new ArrayList<>(List.of(
                module.file().isEmpty()
                        ? "the folder has a main.go and no go.mod: only Go's own packages are there"
                        : "the folder has a " + module.file(),
                programs.because()));
        if (vendored) {
            because.add("its modules are in the folder vendor");
        }
        if (c) {
            because.add("it has C in it, so a C compiler is there for the build");
        }
        because.add(
                module.newerThanDebian()
                        ? module.file() + " asks for Go " + module.version()
                                + ", which is newer than Debian's 1.24: Go fetches it by itself"
                        : "Go 1.24 comes from Debian 13");
        return because;
    }
}
