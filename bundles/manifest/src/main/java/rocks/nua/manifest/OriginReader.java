package rocks.nua.manifest;

import java.util.Locale;
import java.util.stream.Stream;
import rocks.nua.api.app.AppSpec;

/**
 * Reads where the source is when the folder does not hold it.
 *
 * @param build where that is said
 * @param metadata where it stood before
 * @param template fills in the version
 */
record OriginReader(Section build, Section metadata, Template template) {
    static final String[] KEYS = {"src-url", "src-checksum", "checksum", "git-url", "git-branch"};

    AppSpec.Origin read() {
        String checksum = text("src-checksum", "checksum").toLowerCase(Locale.ROOT);
        if (!checksum.matches("(?:(?:sha256:)?[0-9a-f]{64})?")) {
            throw where("src-checksum", "checksum")
                    .reject("src-checksum", "must be the SHA-256 of the archive in 64 hexadecimal digits.");
        }
        String archive = address("src-url", "https?", "https://example.org/app-{version}.tar.gz");
        String git = address("git-url", "https?|git", "https://example.org/app.git");
        String branch = text("git-branch");
        if (!archive.isEmpty() && !git.isEmpty()) {
            where("git-url").warn("git-url", "has no effect beside src-url.");
        }
        return archive.isEmpty()
                ? new AppSpec.Origin("", "", git, git.isEmpty() ? "" : branch)
                : new AppSpec.Origin(archive, checksum.replace("sha256:", ""), "", "");
    }

    /** Nothing of the machine on which the platform runs: a manifest may come from a stranger. */
    private String address(String key, String schemes, String example) {
        String address = text(key);
        if (!address.matches("(?i:(?:(?:" + schemes + ")://[^\\s\\p{Cntrl}/?#][^\\s\\p{Cntrl}]*)?)")) {
            throw where(key).reject(key, "must be an address on the network. Write " + key + " = \"" + example + "\".");
        }
        return address;
    }

    private String text(String... keys) {
        String text = build.text(keys).strip();
        return template.render(text.isEmpty() ? metadata.text(keys).strip() : text);
    }

    private Section where(String... keys) {
        return Stream.of(keys).anyMatch(key -> build.keys().contains(key)) ? build : metadata;
    }
}
