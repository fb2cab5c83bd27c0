package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import jakarta.ws.rs.GET;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.karaf.shell.api.action.Action;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;

/** A builder as a third party makes it: one class against the published api, packed by bnd. */
final class PluginJar {
    private PluginJar() {}

    /** Compiles and packs a builder that takes folders with a file {@code word.txt}. */
    static Path make(Path folder) throws Exception {
        return make(folder, "word-builder", Map.of("Bundle-SymbolicName", "org.example.word"));
    }

    /** The same with further instructions for bnd. */
    static Path make(Path folder, String name, Map<String, String> instructions) throws Exception {
        return make(folder, name, WORD, instructions);
    }

    /** Compiles and packs one class, with further instructions for bnd. */
    static Path make(Path folder, String name, String code, Map<String, String> instructions) throws Exception {
        String space = found("package ([a-z.]+);", code);
        Path work = Files.createTempDirectory(folder, name);
        Path source = work.resolve(found("class (\\w+)", code) + ".java");
        Files.writeString(source, code);
        Path classes = Files.createDirectory(work.resolve("classes"));
        List<File> libraries = Stream.of(Plugin.class, Component.class, GET.class, Action.class)
                .map(type -> Path.of(java.net.URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toFile())
                .toList();
        int status = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK, not a JRE")
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-parameters",
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                libraries.stream().map(File::toString).toList()),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals(0, status, "the plugin compiles");
        Map<String, String> all =
                new HashMap<>(Map.of("Bundle-SymbolicName", "org.example." + name, "Private-Package", space));
        all.putAll(instructions);
        return pack(folder.resolve(name + ".jar"), classes, libraries, all);
    }

    /** Packs files without code. */
    static Path pack(Path folder, String name, Map<String, String> instructions) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("Bundle-SymbolicName", "org.example." + name));
        all.putAll(instructions);
        return pack(folder.resolve(name + ".jar"), folder, List.of(), all);
    }

    private static String found(String pattern, String code) {
        var matcher = Pattern.compile(pattern).matcher(code);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }

    private static Path pack(Path to, Path classes, List<File> libraries, Map<String, String> instructions)
            throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("-noimportjava", "true");
            instructions.forEach(builder::setProperty);
            builder.addClasspath(classes.toFile());
            for (File library : libraries) {
                builder.addClasspath(library);
            }
            Jar jar = builder.build();
            assertTrue(builder.isOk(), () -> builder.getErrors() + " " + builder.getWarnings());
            jar.write(to.toFile());
        }
        return to;
    }

    private static final String WORD =
            """
            package word;

            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import org.osgi.service.component.annotations.Component;
            import rocks.nua.api.Plugin;
            import rocks.nua.api.build.BuildPlan;
            import rocks.nua.api.build.Builder;
            import rocks.nua.api.build.SourceTree;

            @Component
            @Plugin(name = "word", order = 5)
            public final class WordBuilder implements Builder {
                @Override
                public Optional<BuildPlan> plan(SourceTree source) {
                    return source.read("word.txt").map(word -> new BuildPlan.Recipe(
                            BuildPlan.Base.DEBIAN_13, List.of(), List.of(new BuildPlan.Step.Copy(List.of())), List.of(),
                            List.of("nodejs"), List.of(),
                            List.of("node", "-e", "const w=require('fs').readFileSync('word.txt');"
                                    + "require('http').createServer((q,r)=>r.end(w)).listen(3000)"),
                            3000, Map.of(), List.of("the folder has a word.txt")));
                }
            }
            """;
}
