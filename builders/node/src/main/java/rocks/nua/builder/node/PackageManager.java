package rocks.nua.builder.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.Json;
import rocks.nua.api.build.SourceTree;

/** The program that installs what package.json names, told by the lock file. */
enum PackageManager {
    /** With package-lock.json or npm-shrinkwrap.json; also where no lock file is. */
    NPM("npm", "npm"),
    /** Yarn 1, which Debian 13 has no more. */
    YARN("npm", "npx --yes --cache /var/cache/npm yarn@1"),
    /** Yarn 2 and later. */
    YARN_MODERN("npm", "env YARN_NODE_LINKER=node-modules npx --yes --cache /var/cache/npm @yarnpkg/cli-dist@4"),
    /** With pnpm-lock.yaml. */
    PNPM("npm", "env CI=true npx --yes --cache /var/cache/npm pnpm@9");

    private static final List<String> NPM_FLAGS = List.of("--no-audit", "--no-fund", "--cache", "/var/cache/npm");
    private static final List<String> FILES = List.of(
            "package.json",
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            ".npmrc",
            ".yarnrc",
            ".yarnrc.yml",
            ".pnpmfile.cjs");

    private static final Pattern CONFLICT = Pattern.compile("(?m)^(?:<<<<<<<|=======|>>>>>>>)(?: |$)");

    private final String debianPackage;
    private final String program;

    PackageManager(String debianPackage, String program) {
        this.debianPackage = debianPackage;
        this.program = program;
    }

    static PackageManager of(SourceTree source) {
        if (source.has("pnpm-lock.yaml")) {
            return PNPM;
        }
        if (source.has("yarn.lock")) {
            boolean modern = lock("yarn.lock", source).contains("__metadata:");
            return modern ? YARN_MODERN : YARN;
        }
        return NPM;
    }

    /** Its name for people. */
    String word() {
        return switch (this) {
            case NPM -> "npm";
            case YARN, YARN_MODERN -> "yarn";
            case PNPM -> "pnpm";
        };
    }

    /** The Debian package that brings it. */
    String debianPackage() {
        return debianPackage;
    }

    /** The files that alone decide what is installed. */
    static List<RelativePath> files(SourceTree source) {
        return FILES.stream().filter(source::has).map(RelativePath::new).toList();
    }

    static boolean locked(SourceTree source) {
        return Stream.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml")
                .anyMatch(source::has);
    }

    /** @throws NuaException REJECTED_BY_APP when the lock file is none */
    static void check(SourceTree source) {
        for (String file : List.of("package-lock.json", "npm-shrinkwrap.json")) {
            String text = lock(file, source);
            if (!text.isEmpty() && !(Json.parse(file, text) instanceof Map)) {
                throw NuaException.rejected(file + " is no lock file: write it anew with 'npm install'.");
            }
        }
        for (String file : List.of("yarn.lock", "pnpm-lock.yaml")) {
            if (CONFLICT.matcher(lock(file, source)).find()) {
                throw NuaException.rejected(file
                        + " has an unsolved conflict of git in it: write it anew with the package manager's install.");
            }
        }
    }

    /** The text of a lock file; empty where there is none, and where it is too large to be read here. */
    static String lock(String file, SourceTree source) {
        try {
            return source.read(file).orElse("");
        } catch (NuaException e) {
            return "";
        }
    }

    List<String> install(boolean locked, boolean development) {
        return switch (this) {
            case NPM ->
                command(Stream.of(locked ? "ci" : "install", development ? "--include=dev" : "--omit=dev"), NPM_FLAGS);
            case YARN ->
                command(
                        Stream.of("install", "--frozen-lockfile", "--production=" + !development),
                        List.of("--cache-folder", "/var/cache/npm/yarn"));
            case YARN_MODERN -> development ? command(Stream.of("install", "--immutable"), List.of()) : prune();
            case PNPM ->
                command(
                        Stream.of("install", "--frozen-lockfile", development ? "--prod=false" : "--prod"),
                        List.of("--store-dir", "/var/cache/npm/pnpm"));
        };
    }

    List<String> run(String script) {
        return command(Stream.of("run", script), List.of());
    }

    /** Leaves what production needs. */
    List<String> prune() {
        return switch (this) {
            case NPM -> command(Stream.of("prune", "--omit=dev"), NPM_FLAGS);
            case YARN ->
                command(
                        Stream.of("install", "--frozen-lockfile", "--production=true", "--ignore-scripts"),
                        List.of("--cache-folder", "/var/cache/npm/yarn"));
            case YARN_MODERN -> command(Stream.of("workspaces", "focus", "--all", "--production"), List.of());
            case PNPM -> command(Stream.of("prune", "--prod"), List.of());
        };
    }

    private List<String> command(Stream<String> arguments, List<String> flags) {
        var all = new ArrayList<>(List.of(program.split(" ")));
        all.addAll(arguments.toList());
        all.addAll(flags);
        return all;
    }
}
