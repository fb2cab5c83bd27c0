package rocks.nua.builder.node;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.Json;
import rocks.nua.api.build.SourceTree;

/** The files that tell which versions of packages are installed. */
final class LockFile {
    static final String YARN = "yarn.lock";
    static final String PNPM = "pnpm-lock.yaml";
    private static final List<String> NPM = List.of("package-lock.json", "npm-shrinkwrap.json");
    private static final List<String> DECISIVE = List.of(
            "package.json",
            "package-lock.json",
            "npm-shrinkwrap.json",
            YARN,
            PNPM,
            ".npmrc",
            ".yarnrc",
            ".yarnrc.yml",
            ".pnpmfile.cjs");

    private static final Pattern CONFLICT = Pattern.compile("(?m)^(?:<<<<<<<|=======|>>>>>>>)(?: |$)");
    private static final Pattern VERSION = Pattern.compile("(?m)^(?:lockfileVersion: |  version: )'?([0-9]+)");

    private LockFile() {}

    static boolean exists(SourceTree source) {
        return Stream.concat(NPM.stream(), Stream.of(YARN, PNPM)).anyMatch(source::has);
    }

    /** The files that alone decide what is installed. */
    static List<RelativePath> decisive(SourceTree source) {
        return DECISIVE.stream().filter(source::has).map(RelativePath::new).toList();
    }

    /** @throws NuaException REJECTED_BY_APP when the lock file is none */
    static void check(SourceTree source) {
        for (String file : NPM) {
            String text = text(file, source);
            if (!text.isEmpty() && !(Json.parse(file, text) instanceof Map)) {
                throw NuaException.rejected(file + " is no lock file: write it anew with 'npm install'.");
            }
        }
        for (String file : List.of(YARN, PNPM)) {
            if (CONFLICT.matcher(text(file, source)).find()) {
                throw NuaException.rejected(file
                        + " has an unsolved conflict of git in it: write it anew with the package manager's install.");
            }
        }
    }

    /** The major version of the format that yarn.lock of Yarn 2 or later, or pnpm-lock.yaml, names; 0: none. */
    static int version(String file, SourceTree source) {
        Matcher version = VERSION.matcher(text(file, source));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    /** The text of a lock file; empty where there is none, and where it is too large to be read here. */
    static String text(String file, SourceTree source) {
        try {
            return source.read(file).orElse("");
        } catch (NuaException e) {
            return "";
        }
    }
}
