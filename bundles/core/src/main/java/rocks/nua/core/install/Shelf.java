package rocks.nua.core.install;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import rocks.nua.core.source.Workspace;

/** The installed plugins on disk: a folder with one file and one note for each. */
final class Shelf {
    private static final String FILE = "plugin.zip";
    private static final String NOTE = "plugin.properties";

    private final Path folder;

    Shelf(Path folder) {
        this.folder = folder;
    }

    /**
     * What is noted of a plugin.
     *
     * @param name of the plugin
     * @param version of the plugin
     * @param origin where it came from
     * @param signer who signed it; empty: nobody
     * @param enabled whether it shall run
     * @param unsigned whether an administrator agreed to it without a trusted signature
     * @param permissions those that were agreed to
     */
    record Note(
            String name,
            String version,
            String origin,
            String signer,
            boolean enabled,
            boolean unsigned,
            List<String> permissions) {
        Note with(boolean on) {
            return new Note(name, version, origin, signer, on, unsigned, permissions);
        }
    }

    /** All of them; one that was half written is none. */
    List<Note> notes() {
        if (!Files.isDirectory(installed())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(installed())) {
            return folders.sorted()
                    .map(one -> note(one.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Note> note(String name) {
        Path note = installed().resolve(name).resolve(NOTE);
        if (!Files.isRegularFile(note)) {
            return Optional.empty();
        }
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(note)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String permissions = read.getProperty("permissions", "");
        return Optional.of(new Note(
                name,
                read.getProperty("version", ""),
                read.getProperty("origin", ""),
                read.getProperty("signer", ""),
                Boolean.parseBoolean(read.getProperty("enabled", "true")),
                Boolean.parseBoolean(read.getProperty("unsigned", "false")),
                permissions.isEmpty() ? List.of() : List.of(permissions.split(","))));
    }

    /** The file of one that is noted. */
    Path file(String name) {
        return installed().resolve(name).resolve(FILE);
    }

    /** Keeps a file with its note in place of what was there; the file is moved. */
    void put(Note note, Path file) {
        try {
            Files.createDirectories(installed().resolve(note.name()));
            Files.move(file, file(note.name()), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            write(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a note, whole or not at all. */
    void write(Note note) {
        Properties text = new Properties();
        text.setProperty("version", note.version());
        text.setProperty("origin", note.origin());
        text.setProperty("signer", note.signer());
        text.setProperty("enabled", Boolean.toString(note.enabled()));
        text.setProperty("unsigned", Boolean.toString(note.unsigned()));
        text.setProperty("permissions", String.join(",", note.permissions()));
        Path to = installed().resolve(note.name()).resolve(NOTE);
        Path part = to.resolveSibling(NOTE + ".part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            text.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        Workspace.delete(installed().resolve(name));
    }

    /** A new empty folder for a file that comes in; the caller deletes it. */
    Path newFolder() {
        try {
            return Files.createDirectories(incoming().resolve(UUID.randomUUID().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what was cut off while it came in. */
    void sweep() {
        Workspace.delete(incoming());
    }

    private Path incoming() {
        return folder.resolve("incoming");
    }

    private Path installed() {
        return folder.resolve("installed");
    }
}
