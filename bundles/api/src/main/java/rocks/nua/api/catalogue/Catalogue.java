package rocks.nua.api.catalogue;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.Caller;

/**
 * The packages that can be installed: apps in bundles of plugins, apps and plugins of package repositories. A bundle brings apps
 * by the header {@code Nua-Packages}, which names folders in it, separated by commas; each is a source folder with a
 * {@code nua-config} whose {@code [metadata]} tells its {@code id}. Thread-safe.
 */
@ProviderType
public interface Catalogue {
    /** What a package is. */
    enum Kind {
        /** A source folder that is deployed. */
        APP,
        /** A bundle that extends the platform. */
        PLUGIN
    }

    /**
     * A package.
     *
     * @param id its name, unique in the catalogue
     * @param kind what it is
     * @param version of the packaged software; empty: not said
     * @param title short title
     * @param tagline one line
     * @param description long text
     * @param website address of the software
     * @param license of the software
     * @param tags words to find it by
     * @param origin name of the repository, or symbolic name and version of the bundle that brings it
     */
    record Entry(
            String id,
            Kind kind,
            String version,
            String title,
            String tagline,
            String description,
            String website,
            String license,
            List<String> tags,
            String origin) {
        /** Copies the list. */
        public Entry {
            tags = List.copyOf(tags);
        }
    }

    /** The packages in whose texts all of these words are, by id; no words: all packages. */
    List<Entry> search(String words, Caller caller);

    /** One package; NOT_FOUND when there is none. */
    Entry get(String id, Caller caller);
}
