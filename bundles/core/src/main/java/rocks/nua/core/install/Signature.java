package rocks.nua.core.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import rocks.nua.api.NuaException;

/** Who signed a jar or kar, all of it, as {@code jarsigner} does. */
final class Signature {
    private static final long MOST_BYTES = 512L << 20;
    private static final int MOST_ENTRIES = 20_000;

    private Signature() {}

    /**
     * The one who signed every entry; empty when nobody signed any.
     *
     * @throws NuaException BAD_REQUEST when it is no zip file, is too large unpacked, or is not what was signed
     */
    static Optional<CodeSigner> of(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            List<JarEntry> entries =
                    jar.stream().filter(entry -> !entry.isDirectory()).toList();
            if (entries.size() > MOST_ENTRIES) {
                throw NuaException.badRequest("The file has more than " + MOST_ENTRIES + " entries: it is no plugin.");
            }
            readAll(jar, entries);
            if (entries.stream().noneMatch(entry -> entry.getName().matches("META-INF/[^/]+\\.SF"))) {
                return Optional.empty();
            }
            return Optional.of(signer(jar, entries));
        } catch (SecurityException e) {
            throw tampered(NuaException.excerpt(String.valueOf(e.getMessage())));
        } catch (ZipException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST, "The file is no jar or kar: it cannot be read as a zip file.", e);
        } catch (IOException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST,
                    "The file cannot be read (" + NuaException.excerpt(String.valueOf(e.getMessage()))
                            + "): build it again.",
                    e);
        }
    }

    /** Whether it ends before its table of contents, as a zip file does that is still being copied. */
    static boolean isCutOff(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            return jar.size() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Signers are known, and faults are found, only once an entry has been read to its end. */
    private static void readAll(JarFile jar, List<JarEntry> entries) throws IOException {
        long room = MOST_BYTES;
        byte[] buffer = new byte[1 << 16];
        for (JarEntry entry : entries) {
            try (InputStream in = jar.getInputStream(entry)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    room -= n;
                    if (room < 0) {
                        throw NuaException.badRequest(
                                "The file is over " + (MOST_BYTES >> 20) + " MiB unpacked: it is no plugin.");
                    }
                }
            }
        }
    }

    private static CodeSigner signer(JarFile jar, List<JarEntry> entries) throws IOException {
        Set<String> missing = new HashSet<>(Optional.ofNullable(jar.getManifest())
                .orElseGet(Manifest::new)
                .getEntries()
                .keySet());
        List<CodeSigner> common = new ArrayList<>();
        boolean first = true;
        for (JarEntry entry : entries) {
            missing.remove(entry.getName());
            if (belongsToTheSignature(entry.getName())) {
                continue;
            }
            List<CodeSigner> signers =
                    Optional.ofNullable(entry.getCodeSigners()).map(List::of).orElse(List.of());
            if (signers.isEmpty()) {
                throw tampered("'" + NuaException.excerpt(entry.getName()) + "' is not covered by the signature");
            }
            if (first) {
                common.addAll(signers);
            } else {
                common.retainAll(signers);
            }
            first = false;
        }
        missing.removeIf(name -> name.endsWith("/"));
        if (!missing.isEmpty()) {
            throw tampered("'" + NuaException.excerpt(missing.iterator().next()) + "' is missing");
        }
        return common.stream().findFirst().orElseThrow(() -> tampered("nobody signed all of it"));
    }

    private static boolean belongsToTheSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME) || upper.matches("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
    }

    private static NuaException tampered(String why) {
        return NuaException.badRequest("The file was changed after it was signed (" + why
                + "): do not use it, and get it again from its author.");
    }

    /** Copies one entry of a zip file. */
    static void copy(JarFile jar, JarEntry entry, OutputStream to) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(to);
        }
    }
}
