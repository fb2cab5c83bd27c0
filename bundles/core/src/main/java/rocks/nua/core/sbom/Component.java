package rocks.nua.core.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something with a name and a version that is in an image.
 *
 * @param type as CycloneDX calls it: {@code library} or {@code operating-system}
 * @param group who publishes it, in the words of its ecosystem; empty: nobody says
 * @param name its name
 * @param version its version; empty: nobody says
 * @param purl its package URL; empty: it has none
 */
record Component(String type, String group, String name, String version, String purl) {
    static final String OPERATING_SYSTEM = "operating-system";
    private static final String DEBIAN = "pkg:deb/";

    /** A package of an ecosystem by its purl type. */
    static Component of(String ecosystem, String group, String name, String version) {
        return of(ecosystem, group, name, version, Map.of());
    }

    static Component of(String ecosystem, String group, String name, String version, Map<String, String> qualifiers) {
        return new Component("library", group, name, version, purl(ecosystem, group, name, version, qualifiers));
    }

    /** A library of which only its file tells. */
    static Component named(String name, String version) {
        return new Component("library", "", name, version, "");
    }

    boolean debian() {
        return purl.startsWith(DEBIAN);
    }

    /** The same, its package URL with the distribution that it is of: Debian is not the only one with such packages. */
    Component within(Component system) {
        if (!debian()) {
            return this;
        }
        String url = DEBIAN + system.name() + purl.substring(purl.indexOf('/', DEBIAN.length()));
        return new Component(
                type, system.name(), name, version, url + "&distro=" + system.name() + "-" + system.version());
    }

    private static String purl(
            String ecosystem, String group, String name, String version, Map<String, String> qualifiers) {
        try {
            return new PackageURL(ecosystem, group, name, version, new TreeMap<>(qualifiers), "").canonicalize();
        } catch (MalformedPackageURLException e) {
            return "";
        }
    }
}
