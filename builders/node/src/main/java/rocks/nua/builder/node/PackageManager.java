package rocks.nua.builder.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.build.SourceTree;

/**
 * The program that installs what package.json names, told by the lock file, else by {@code packageManager} of package.json.
 *
 * @param kind which
 * @param release the version of it that comes from the npm registry: a major alone, or a full one
 * @param locked whether a lock file tells what it installs
 * @param migrates whether the lock file is of an older format, which it must rewrite before it can use it
 */
record PackageManager(Kind kind, String release, boolean locked, boolean migrates) {
    /** One word and one way of being called. */
    enum Kind {
        /** Debian's; with package-lock.json or npm-shrinkwrap.json, and where nothing else is said. */
        NPM("npm", "", "", ""),
        /** Yarn 1, which Debian 13 has no more. */
        YARN("yarn", "yarn", "1", ""),
        /** Yarn 2 and later; the fourth has all it needs built in, whichever the source brings along. */
        YARN_MODERN("yarn", "@yarnpkg/cli-dist", "4", "YARN_NODE_LINKER=node-modules"),
        /** With pnpm-lock.yaml. */
        PNPM("pnpm", "pnpm", "9", "CI=true");

        private final String word;
        private final String registered;
        private final String release;
        private final String setting;

        Kind(String word, String registered, String release, String setting) {
            this.word = word;
            this.registered = registered;
            this.release = release;
            this.setting = setting;
        }
    }

    private static final List<String> NPM_FLAGS = List.of("--no-audit", "--no-fund", "--cache", "/var/cache/npm");
    private static final Pattern NAMED = Pattern.compile("(npm|yarn|pnpm)@([0-9]+)([0-9A-Za-z.-]*).*");
    private static final int YARN_4_LOCK = 8;

    static PackageManager of(PackageJson json, SourceTree source) {
        Matcher named = NAMED.matcher(json.text("packageManager").orElse(""));
        Kind kind = kind(named, source);
        boolean locked = LockFile.exists(source);
        boolean migrates = locked && kind == Kind.YARN_MODERN && LockFile.version(LockFile.YARN, source) < YARN_4_LOCK;
        return new PackageManager(kind, release(kind, named, source), locked, migrates);
    }

    private static Kind kind(Matcher named, SourceTree source) {
        if (source.has(LockFile.PNPM)) {
            return Kind.PNPM;
        }
        if (source.has(LockFile.YARN)) {
            boolean modern = LockFile.text(LockFile.YARN, source).contains("__metadata:");
            return modern ? Kind.YARN_MODERN : Kind.YARN;
        }
        if (LockFile.exists(source) || !named.matches()) {
            return Kind.NPM;
        }
        return switch (named.group(1)) {
            case "pnpm" -> Kind.PNPM;
            case "yarn" -> named.group(2).equals("1") ? Kind.YARN : Kind.YARN_MODERN;
            default -> Kind.NPM;
        };
    }

    private static String release(Kind kind, Matcher named, SourceTree source) {
        boolean says = named.matches() && named.group(1).equals(kind.word);
        if (says && (kind != Kind.YARN_MODERN || Integer.parseInt(named.group(2)) >= 4)) {
            return named.group(2) + named.group(3);
        }
        return kind == Kind.PNPM
                ? switch (LockFile.version(LockFile.PNPM, source)) {
                    case 5 -> "7";
                    case 6 -> "8";
                    default -> kind.release;
                }
                : kind.release;
    }

    /** The one that commands of the running app call: this one where it has that name. Empty: they call none. */
    Optional<PackageManager> called(Collection<String> commands) {
        return Stream.concat(
                        Stream.of(this),
                        Stream.of(Kind.values()).map(one -> new PackageManager(one, one.release, false, false)))
                .filter(one -> commands.stream()
                        .anyMatch(command -> one.program().matcher(command).find()))
                .findFirst();
    }

    private Pattern program() {
        return Pattern.compile("(?<![\\w./@-])(?:" + word() + (kind == Kind.NPM ? "|npx" : "") + ")(?![\\w./@-])");
    }

    /** Its name for people. */
    String word() {
        return kind.word;
    }

    /** The package of the npm registry that brings it; empty: Debian does. */
    String registered() {
        return kind.registered.isEmpty() ? "" : kind.registered + "@" + release;
    }

    /** The variable that it needs in the running app, as {@code NAME=value}; empty: none. */
    String setting() {
        return kind == Kind.YARN_MODERN ? kind.setting : "";
    }

    /** What its commands during the build have in their environment, each as {@code NAME=value}. */
    List<String> settings() {
        return switch (kind) {
            case NPM, YARN -> List.of();
            case YARN_MODERN -> List.of(kind.setting, "YARN_IGNORE_PATH=1");
            case PNPM -> List.of(kind.setting);
        };
    }

    List<String> install(boolean development) {
        return switch (kind) {
            case NPM ->
                command(Stream.of(locked ? "ci" : "install", development ? "--include=dev" : "--omit=dev"), NPM_FLAGS);
            case YARN -> yarn(Stream.of("--production=" + !development));
            case YARN_MODERN ->
                development
                        ? command(
                                Stream.of("install", locked && !migrates ? "--immutable" : "--no-immutable"), List.of())
                        : prune();
            case PNPM ->
                command(
                        Stream.of(
                                "install",
                                locked ? "--frozen-lockfile" : "--no-frozen-lockfile",
                                development ? "--prod=false" : "--prod"),
                        List.of("--store-dir", "/var/cache/npm/pnpm"));
        };
    }

    List<String> run(String script) {
        return command(Stream.of("run", script), List.of());
    }

    /** Leaves what production needs. */
    List<String> prune() {
        return switch (kind) {
            case NPM -> command(Stream.of("prune", "--omit=dev"), NPM_FLAGS);
            case YARN -> yarn(Stream.of("--production=true", "--ignore-scripts"));
            case YARN_MODERN -> command(Stream.of("workspaces", "focus", "--all", "--production"), List.of());
            case PNPM -> command(Stream.of("prune", "--prod"), List.of());
        };
    }

    private List<String> yarn(Stream<String> flags) {
        Stream<String> install = locked ? Stream.of("install", "--frozen-lockfile") : Stream.of("install");
        return command(Stream.concat(install, flags), List.of("--cache-folder", "/var/cache/npm/yarn"));
    }

    private List<String> command(Stream<String> arguments, List<String> flags) {
        var all = new ArrayList<String>();
        all.addAll(
                registered().isEmpty()
                        ? List.of("npm")
                        : List.of("npx", "--yes", "--cache", "/var/cache/npm", registered()));
        all.addAll(arguments.toList());
        all.addAll(flags);
        return all;
    }
}
