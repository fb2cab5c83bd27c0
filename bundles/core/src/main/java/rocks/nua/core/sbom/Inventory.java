package rocks.nua.core.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import rocks.nua.api.NuaException;

/**
 * What is in an image.
 *
 * @param system its distribution; empty: it does not say
 * @param packages sorted, each once
 */
record Inventory(Optional<Component> system, List<Component> packages) {
    private static final int MOST = 50_000;

    /** Looks once through the tar of the image's root. */
    static Inventory of(InputStream root) {
        Set<Component> distributed = new HashSet<>();
        Set<Component> own = new HashSet<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(root)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = entry.getName().replaceFirst("^(?:\\./|/)+", "");
                if (entry.isFile()) {
                    add(path, tar, path.startsWith("usr/") && !path.startsWith("usr/local/") ? distributed : own);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of the image could not be read to their end", e);
        }
        return of(own, distributed);
    }

    private static void add(String path, InputStream file, Collection<Component> to) throws IOException {
        for (Catalog catalog : Catalog.ALL) {
            if (catalog.holds(path)) {
                to.addAll(catalog.read(path, file));
                break;
            }
        }
        if (to.size() > MOST) {
            throw NuaException.rejected(
                    "The image holds more than " + MOST
                            + " packages, more than a bill of materials lists: leave out of the image what the app does not need.");
        }
    }

    /** What Debian's packages hold below /usr is listed once, as those packages. */
    private static Inventory of(Set<Component> own, Set<Component> distributed) {
        Optional<Component> system = Stream.concat(own.stream(), distributed.stream())
                .filter(Inventory::isSystem)
                .findFirst();
        List<Component> all = new ArrayList<>(own);
        if (own.stream().noneMatch(Component::debian)) {
            all.addAll(distributed);
        }
        return new Inventory(
                system,
                all.stream()
                        .filter(one -> !isSystem(one))
                        .map(one -> system.map(one::within).orElse(one))
                        .distinct()
                        .sorted(java.util.Comparator.comparing(Component::purl)
                                .thenComparing(Component::name)
                                .thenComparing(Component::version))
                        .toList());
    }

    private static boolean isSystem(Component one) {
        return one.type().equals(Component.OPERATING_SYSTEM);
    }
}
