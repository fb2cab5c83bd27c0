package rocks.nua.builder.java;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.SourceTree;

/**
 * A jar or war that somebody has built.
 *
 * @param file its name
 * @param builtWith the release of Java that built it; empty: it does not tell
 * @param executable whether it runs by itself; else it is a war
 */
record FinishedJar(String file, String builtWith, boolean executable) {
    static Optional<FinishedJar> in(SourceTree source) {
        return source.files("*.{jar,war}").stream()
                .flatMap(file -> read(file, source))
                .max(Comparator.comparing(FinishedJar::executable));
    }

    private static Stream<FinishedJar> read(RelativePath file, SourceTree source) {
        try (var jar = new JarFile(file.below(source.folder()).toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Attributes said = manifest == null ? new Attributes() : manifest.getMainAttributes();
            boolean executable = said.getValue(Attributes.Name.MAIN_CLASS) != null;
            if (!executable && !file.value().endsWith(".war")) {
                return Stream.empty();
            }
            String builtWith = said.getValue("Build-Jdk-Spec");
            return Stream.of(new FinishedJar(file.value(), builtWith == null ? "" : builtWith, executable));
        } catch (IOException | SecurityException e) {
            return Stream.empty(); // it only has the name of a jar
        }
    }
}
