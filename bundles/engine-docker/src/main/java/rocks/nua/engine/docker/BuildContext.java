package rocks.nua.engine.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.engine.docker.TarStream.Entry;

/** What the engine gets to build from, as a tar made while it is sent. */
final class BuildContext {
    private BuildContext() {}

    /** The source in one folder, the platform's own files in another, so that the one never holds the other. */
    static InputStream ofRecipe(Path source, Recipe recipe, String dockerfile) {
        List<Step.Write> writes = RecipeDockerfile.writes(recipe);
        Stream<Entry> own = Stream.of(
                TarStream.text(RecipeDockerfile.OWN + "/Dockerfile", dockerfile),
                TarStream.text(RecipeDockerfile.OWN + "/install", script("install")),
                TarStream.text(RecipeDockerfile.OWN + "/secrets", script("secrets")));
        Stream<Entry> files = IntStream.range(0, writes.size())
                .mapToObj(i -> TarStream.text(
                        RecipeDockerfile.writeFile(i, writes.get(i)),
                        writes.get(i).text()));
        List<Step.Link> links = RecipeDockerfile.links(recipe);
        Stream<Entry> linked = IntStream.range(0, links.size())
                .mapToObj(i -> TarStream.link(
                        RecipeDockerfile.linkFolder(i)
                                + RecipeDockerfile.name(links.get(i).path()),
                        links.get(i).target()));
        Stream<Entry> app = walk(source)
                .flatMap(file -> TarStream.file(
                        RecipeDockerfile.SOURCE + (file.equals(source) ? "" : "/" + source.relativize(file)), file));
        return TarStream.of(Stream.of(own, files, linked, app).flatMap(all -> all));
    }

    /** The source as it is, without what its {@code .dockerignore} leaves out, and the Dockerfile as this platform means it. */
    static InputStream ofDockerfile(Path source, RelativePath dockerfile, String text) {
        DockerIgnore ignored = DockerIgnore.of(source, dockerfile);
        Path first = dockerfile.below(source);
        Stream<Path> others = walk(source)
                .filter(file -> !file.equals(source) && !file.equals(first))
                .filter(file -> !ignored.test(source.relativize(file).toString()));
        return TarStream.of(Stream.concat(
                Stream.of(TarStream.text(dockerfile.value(), text)),
                others.flatMap(file -> TarStream.file(source.relativize(file).toString(), file))));
    }

    private static Stream<Path> walk(Path source) {
        try (Stream<Path> all = Files.walk(source)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script(String name) {
        try (InputStream in = BuildContext.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The bundle lacks its script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
