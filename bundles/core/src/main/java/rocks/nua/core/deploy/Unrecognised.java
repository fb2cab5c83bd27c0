package rocks.nua.core.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;
import rocks.nua.core.plugin.Contribution;
import rocks.nua.core.plugin.PluginFault;

/**
 * A source that no builder has a plan for.
 *
 * @param tree the source
 * @param asked who was asked
 */
record Unrecognised(SourceTree tree, List<Contribution<Builder>> asked) {
    private static final int MOST_NAMES = 6;
    private static final int MOST_FOLDERS = 50;

    /** Says what is there and what to do; {@code faults} of builders come last. */
    NuaException rejected(List<String> faults) {
        return NuaException.rejected("No builder recognises this source (" + seen() + "). Asked: "
                + Planning.names(asked) + ". "
                + dockerfile()
                        .or(this::below)
                        .orElse("Add what one of them looks for, such as package.json, index.html or a Dockerfile.")
                + (faults.isEmpty() ? "" : " " + String.join(" ", faults)));
    }

    private String seen() {
        try (Stream<Path> files = Files.list(tree.folder())) {
            List<String> names = files.map(
                            file -> NuaException.excerpt(file.getFileName().toString()))
                    .sorted()
                    .limit(MOST_NAMES)
                    .toList();
            return names.isEmpty() ? "the folder is empty" : "it holds " + String.join(", ", names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only its author knows whether a Dockerfile below builds the whole source or its own folder. */
    private Optional<String> dockerfile() {
        return folders().stream()
                .map(name -> name + "/Dockerfile")
                .filter(tree::has)
                .map(file ->
                        "There is a " + file + ": say in nua-config.toml what it builds, with [build] dockerfile = \""
                                + file + "\" for all of this folder, or [build] project = \""
                                + file.substring(0, file.indexOf('/')) + "\" for its own.")
                .findFirst();
    }

    /** The first folder below that a builder knows. */
    private Optional<String> below() {
        return folders().stream()
                .flatMap(name -> asked.stream()
                        .filter(one -> knows(one.service(), name))
                        .map(one -> name + "/ is an app for " + one.name()
                                + ": deploy that folder, or name it in nua-config.toml: [build] project = \"" + name
                                + "\"."))
                .findFirst();
    }

    private List<String> folders() {
        try (Stream<Path> entries = Files.list(tree.folder())) {
            return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*"))
                    .sorted()
                    .limit(MOST_FOLDERS)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who rejects a source has recognised it. */
    private boolean knows(Builder builder, String name) {
        try {
            return builder.plan(new SourceTree(tree.folder().resolve(name), tree.spec()))
                    .isPresent();
        } catch (NuaException e) {
            return !PluginFault.caused(e);
        }
    }
}
