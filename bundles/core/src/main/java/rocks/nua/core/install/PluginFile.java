package rocks.nua.core.install;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import rocks.nua.api.NuaException;
import rocks.nua.api.catalogue.Catalogue.Entry;
import rocks.nua.api.catalogue.Catalogue.Kind;

/**
 * A jar or kar that holds a plugin.
 *
 * @param file itself
 * @param parts the bundles in it, the plugin itself first; of a jar, the jar
 * @param permissions what it says that it needs, sorted
 * @param signer who signed all of it
 */
record PluginFile(Path file, List<Part> parts, List<String> permissions, Optional<CodeSigner> signer) {
    /** What a plugin can ask for, as it stands in the header Nua-Permissions. */
    static final List<String> PERMISSIONS =
            List.of("apps", "engine", "framework", "network", "platform", "routes", "state");

    static final String PERMISSIONS_HEADER = "Nua-Permissions";

    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}";

    /**
     * A bundle.
     *
     * @param name symbolic name
     * @param version of the bundle
     * @param jar its file
     * @param plugin whether it stands on the api, and is no library
     * @param asks its header Nua-Permissions
     */
    record Part(String name, String version, Path jar, boolean plugin, String asks) {}

    String name() {
        return parts.get(0).name();
    }

    String version() {
        return parts.get(0).version();
    }

    /**
     * Reads and checks a file; what is in a kar is unpacked into the folder.
     *
     * @throws NuaException BAD_REQUEST when it is no plugin, or not what was signed
     */
    static PluginFile read(Path file, Path folder) {
        Optional<CodeSigner> signer = Signature.of(file);
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            List<Part> parts = new ArrayList<>();
            if (main(jar).containsKey(new Attributes.Name("Bundle-SymbolicName"))) {
                parts.add(part(main(jar), file));
            } else {
                parts.addAll(unpacked(jar, Files.createDirectories(folder)));
            }
            if (parts.stream().noneMatch(Part::plugin)) {
                throw NuaException.badRequest(
                        "The file is no plugin: no bundle in it uses a package of rocks.nua.api, or brings app packages or shell commands. 'nua plugins new' makes one that does.");
            }
            parts.sort(Comparator.comparing((Part part) -> !part.plugin()).thenComparing(Part::name));
            return new PluginFile(file, List.copyOf(parts), permissions(parts), signer);
        } catch (IOException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST,
                    "The file cannot be read (" + NuaException.excerpt(String.valueOf(e.getMessage()))
                            + "): build it again.",
                    e);
        }
    }

    /** What it says of itself, for an index; empty where it says nothing. */
    Entry entry() {
        try (JarFile jar = new JarFile(parts.get(0).jar().toFile(), false)) {
            Attributes said = main(jar);
            return new Entry(
                    name(),
                    Kind.PLUGIN,
                    version(),
                    header(said, "Bundle-Name"),
                    "",
                    header(said, "Bundle-Description"),
                    header(said, "Bundle-DocURL"),
                    header(said, "Bundle-License"),
                    List.of(),
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Part> unpacked(JarFile kar, Path folder) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (JarEntry entry :
                kar.stream().filter(one -> one.getName().endsWith(".jar")).toList()) {
            Path jar = folder.resolve(parts.size() + ".jar");
            try (OutputStream to = Files.newOutputStream(jar)) {
                Signature.copy(kar, entry, to);
            }
            try (JarFile inner = new JarFile(jar.toFile(), false)) {
                parts.add(part(main(inner), jar));
            }
        }
        return parts;
    }

    private static Attributes main(JarFile jar) throws IOException {
        return Optional.ofNullable(jar.getManifest()).orElseGet(Manifest::new).getMainAttributes();
    }

    private static Part part(Attributes manifest, Path jar) {
        String name =
                header(manifest, "Bundle-SymbolicName").replaceFirst(";.*", "").strip();
        if (!name.matches(NAME)) {
            throw NuaException.badRequest(
                    "'" + NuaException.excerpt(name)
                            + "' is no name of a bundle: Bundle-SymbolicName has at most 100 letters, digits, dots and hyphens.");
        }
        if (!header(manifest, "Fragment-Host").isEmpty()) {
            throw NuaException.badRequest(
                    name + " is a fragment: a plugin must not change other bundles. Make it a bundle of its own.");
        }
        String version = header(manifest, "Bundle-Version");
        boolean plugin = header(manifest, "Import-Package").contains("rocks.nua.api")
                || !header(manifest, Bundles.PACKAGES).isEmpty()
                || !header(manifest, Bundles.COMMANDS).isEmpty();
        return new Part(name, version.isEmpty() ? "0.0.0" : version, jar, plugin, header(manifest, PERMISSIONS_HEADER));
    }

    private static String header(Attributes manifest, String name) {
        return Optional.ofNullable(manifest.getValue(name)).orElse("").strip();
    }

    private static List<String> permissions(List<Part> parts) {
        TreeSet<String> asked = new TreeSet<>();
        parts.forEach(part -> asked.addAll(words(part.asks())));
        for (String word : asked) {
            if (!PERMISSIONS.contains(word)) {
                throw NuaException.badRequest("Nua-Permissions names '" + NuaException.excerpt(word)
                        + "', which is none of " + String.join(", ", PERMISSIONS) + ".");
            }
        }
        return List.copyOf(asked);
    }

    /** The words of the header Nua-Permissions. */
    static List<String> words(String header) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
