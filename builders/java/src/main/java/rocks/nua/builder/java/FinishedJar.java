package rocks.nua.builder.java;

import java.io.IOException;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.SourceTree;

/**
 * An executable jar or war that somebody has built.
 *
 * @param file its name
 * @param builtWith the release of Java that built it; empty: it does not tell
 */
record FinishedJar(String file, String builtWith) {
    static Optional<FinishedJar> in(SourceTree source) {
        return source.files("*.{jar,war}").stream()
                .flatMap(file -> executable(file, source))
                .findFirst();
    }

    private static Stream<FinishedJar> executable(RelativePath file, SourceTree source) {
        try (var jar = new JarFile(file.below(source.folder()).toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) == null) {
                return Stream.empty();
            }
            String builtWith = manifest.getMainAttributes().getValue("Build-Jdk-Spec");
            return Stream.of(new FinishedJar(file.value(), builtWith == null ? "" : builtWith));
        } catch (IOException | SecurityException e) {
            return Stream.empty(); // it only has the name of a jar
        }
    }
}
