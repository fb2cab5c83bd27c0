package rocks.nua.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import rocks.nua.api.app.AppSpec;

/**
 * Reads {@code [[provider]]} in the words of all times.
 *
 * @param root the manifest
 * @param numbered whether it says which format it has; earlier ones name the versions of their time
 */
record ProviderReader(Section root, boolean numbered) {
    private static final Pattern UPPER_BOUND = Pattern.compile("\\s*,?\\s*<=?\\s*[0-9.]+\\s*");
    private static final Set<String> APPS = Set.of("app", "local", "volume");

    List<AppSpec.Provider> read() {
        List<AppSpec.Provider> providers = new ArrayList<>();
        for (Section section : root.tables("provider", "resource")) {
            String name = section.text("name");
            if (name.isEmpty()) {
                throw section.place().reject("the provider has no name. Write name = \"database\".");
            }
            provider(section, name).ifPresent(providers::add);
        }
        ServicesReader.unique(
                root, "provider", providers.stream().map(AppSpec.Provider::name).toList());
        return providers;
    }

    private Optional<AppSpec.Provider> provider(Section section, String name) {
        String type = section.text("module-name", "plugin-name", "type");
        String version = version(section);
        boolean shared = section.truth("shared", false);
        Section build = section.table("build");
        String image = build.text("base-image");
        String shown = image.isEmpty() ? section.text("base-image") : image;
        section.known("network", "connector", "meta-packages", "module-versions", "type", "service", "packages", "env");
        section.known("docker", "volume", "base-image");
        section.notYet("run", "port", "backup");
        section.end();
        if (type.equals("docker-image") || (type.isEmpty() && !shown.isEmpty())) {
            return ofImage(section, name, shown);
        }
        if (type.isEmpty() || APPS.contains(type)) {
            section.say("'" + name + "' "
                    + (type.isEmpty()
                            ? "has no type and is left out. Write type = \"postgres\"."
                            : "is of type " + type + " and is left out. Deploy it as an app of its own."));
            return Optional.empty();
        }
        String standing = BackingImage.of(type).map(BackingImage::type).orElse(type);
        return Optional.of(new AppSpec.Provider(name, standing, version, shared));
    }

    private static Optional<AppSpec.Provider> ofImage(Section section, String name, String image) {
        Optional<AppSpec.Provider> provider =
                BackingImage.of(image).map(found -> new AppSpec.Provider(name, found.type(), atLeast(found.version())));
        if (provider.isEmpty()) {
            section.say("'" + name + "' is an image for which no backing service stands, and is left out.");
        }
        return provider;
    }

    /** Data that is new needs no server of its time, so a later one will do. */
    private static String atLeast(String version) {
        return version.isEmpty() ? "" : ">=" + version;
    }

    private String version(Section section) {
        String version = section.text("module-version", "plugin-version", "version");
        String open = UPPER_BOUND.matcher(version).replaceAll("").replaceFirst("^[\\s,]+", "");
        if (numbered || open.equals(version)) {
            return version;
        }
        section.say("asks for version " + version + " of its time; a later one will do.");
        return open;
    }
}
