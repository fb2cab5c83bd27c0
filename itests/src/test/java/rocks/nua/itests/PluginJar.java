package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;

/** A builder as a third party makes it: one class against the published api, packed by bnd. */
final class PluginJar {
    private PluginJar() {}

    /** Compiles and packs a builder that takes folders with a file {@code word.txt}. */
    static Path make(Path folder) throws Exception {
        Path source = folder.resolve("word/WordBuilder.java");
        Files.createDirectories(folder.resolve("word"));
        Files.writeString(source, WORD);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<File> libraries = Stream.of(Plugin.class, Component.class)
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
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                libraries.stream().map(File::toString).toList()),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals(0, status, "the builder compiles");
        return pack(folder.resolve("word-builder.jar"), classes, libraries);
    }

    private static Path pack(Path to, Path classes, List<File> libraries) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-SymbolicName", "org.example.word");
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("Private-Package", "word");
            builder.setProperty("-noimportjava", "true");
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
