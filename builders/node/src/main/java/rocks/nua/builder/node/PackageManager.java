package rocks.nua.builder.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.Json;
import rocks.nua.api.build.SourceTree;

/** The program that installs what package.json names, told by the lock file. */
enum PackageManager {
    /** With package-lock.json or npm-shrinkwrap.json; also where no lock file is. */
    NPM("npm", "", ""),
    /** Yarn 1, which Debian 13 has no more. */
    YARN("yarn", "yarn@1", ""),
    /** Yarn 2 and later. */
    YARN_MODERN("yarn", "@yarnpkg/cli-dist@4", "YARN_NODE_LINKER=node-modules"),
    /** With pnpm-lock.yaml. */
    PNPM("pnpm", "pnpm@9", "CI=true");

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

    private final String word;
    private final String registered;
    private final String setting;

    PackageManager(String word, String registered, String setting) {
        this.word = word;
        this.registered = registered;
        this.setting = setting;
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

    /** The one that commands of the running app call: the lock file's where it has that name. Empty: they call none. */
    static Optional<PackageManager> called(Collection<String> commands, SourceTree source) {
        PackageManager locked = of(source);
        return Stream.concat(Stream.of(locked), Stream.of(values()))
                .filter(one -> commands.stream()
                        .anyMatch(command -> one.program().matcher(command).find()))
                .findFirst();
    }

    private Pattern program() {
        return Pattern.compile("(?<![\\w./@-])(?:" + word + (this == NPM ? "|npx" : "") + ")(?![\\w./@-])");
    }

    /** Its name for people. */
    String word() {
        return word;
    }

    /** The package of the npm registry that brings it; empty: Debian does. */
    String registered() {
        return registered;
    }

    /** The variable that it needs in the running app, as {@code NAME=value}; empty: none. */
    String setting() {
        return this == YARN_MODERN ? setting : "";
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
        var all = new ArrayList<String>();
        if (!setting.isEmpty()) {
            all.addAll(List.of("env", setting));
        }
        all.addAll(
                registered.isEmpty()
                        ? List.of("npm")
                        : List.of("npx", "--yes", "--cache", "/var/cache/npm", registered));
        all.addAll(arguments.toList());
        all.addAll(flags);
        return all;
    }
}
