package rocks.nua.builder.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import rocks.nua.api.build.BuildPlan.Step;

/**
 * The Node that runs the app: Debian's own, or another major from the npm registry.
 *
 * @param major its major version
 * @param called the package manager that the running app calls, if any
 */
record NodeRuntime(int major, Optional<PackageManager> called) {
    private static final String FOLDER = "/app/.nua";
    private static final String AUTHORITIES = "NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt";
    private static final String SYSTEM = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    boolean foreign() {
        return major != NodeVersion.DEBIAN;
    }

    /** What comes from the npm registry beside the app's own dependencies. */
    private List<String> registered() {
        return Stream.concat(
                        foreign() ? Stream.of("node@" + major) : Stream.empty(),
                        called.map(PackageManager::registered).filter(name -> !name.isEmpty()).stream())
                .toList();
    }

    /** Whether npm must bring something before the app's own dependencies. */
    boolean installs() {
        return !registered().isEmpty();
    }

    /** The search path of the app, with the programs of its dependencies. */
    String path() {
        return (installs() ? FOLDER + "/node_modules/.bin:" : "") + "/app/node_modules/.bin:" + SYSTEM;
    }

    List<String> buildPackages() {
        return installs() ? List.of("nodejs", "npm") : List.of();
    }

    /** The npm registry's Node links against two libraries that a minimal Debian lacks. */
    List<String> runPackages() {
        var packages = new ArrayList<>(foreign() ? List.of("libatomic1", "libstdc++6") : List.of("nodejs"));
        called.filter(one -> one.registered().isEmpty()).ifPresent(npm -> packages.add(npm.word()));
        return packages;
    }

    List<Step> steps() {
        if (!installs()) {
            return List.of();
        }
        var npm = new ArrayList<>(List.of("npm", "install", "--prefix", FOLDER, "--no-audit", "--no-fund"));
        npm.addAll(List.of("--cache", "/var/cache/npm"));
        npm.addAll(registered());
        return List.of(new Step.Run(npm));
    }

    /** A command of the build, run with this Node; the registry's trusts the build's authorities only where it is told to. */
    List<String> command(List<String> arguments) {
        return foreign()
                ? Stream.concat(Stream.of("env", "PATH=" + path(), AUTHORITIES), arguments.stream())
                        .toList()
                : arguments;
    }

    /** The variables of the app. */
    Map<String, String> environment() {
        var env = new TreeMap<>(Map.of("NODE_ENV", "production"));
        called.map(PackageManager::setting)
                .map(setting -> setting.split("=", 2))
                .filter(setting -> setting.length == 2)
                .ifPresent(setting -> env.put(setting[0], setting[1]));
        return env;
    }

    List<String> because() {
        var because = new ArrayList<>(List.of(
                foreign()
                        ? "another Node than Debian 13's is asked for: Node " + major + " comes from the npm registry"
                        : "Node " + major + " comes from Debian 13"));
        called.ifPresent(one -> because.add("the running app calls " + one.word() + ", so it is there"));
        return because;
    }
}
