package rocks.nua.builder.node;

import java.util.List;
import java.util.stream.Stream;
import rocks.nua.api.build.BuildPlan.Step;

/**
 * The Node that runs the app: Debian's own, or another major from the npm registry.
 *
 * @param major its major version
 */
record NodeRuntime(int major) {
    private static final String FOLDER = "/app/.nua";
    private static final String AUTHORITIES = "NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt";
    private static final String SYSTEM = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    boolean foreign() {
        return major != NodeVersion.DEBIAN;
    }

    /** The search path of the app, with the programs of its dependencies. */
    String path() {
        return (foreign() ? FOLDER + "/node_modules/.bin:" : "") + "/app/node_modules/.bin:" + SYSTEM;
    }

    List<String> buildPackages() {
        return foreign() ? List.of("nodejs", "npm") : List.of();
    }

    /** The npm registry's Node links against two libraries that a minimal Debian lacks. */
    List<String> runPackages() {
        return foreign() ? List.of("libatomic1", "libstdc++6") : List.of("nodejs");
    }

    List<Step> steps() {
        return foreign()
                ? List.of(Step.Run.of(
                        "npm",
                        "install",
                        "--prefix",
                        FOLDER,
                        "--no-audit",
                        "--no-fund",
                        "--cache",
                        "/var/cache/npm",
                        "node@" + major))
                : List.of();
    }

    /** A command of the build, run with this Node; the registry's trusts the build's authorities only where it is told to. */
    List<String> command(List<String> arguments) {
        return foreign()
                ? Stream.concat(Stream.of("env", "PATH=" + path(), AUTHORITIES), arguments.stream())
                        .toList()
                : arguments;
    }

    List<String> because() {
        return List.of(
                foreign()
                        ? "another Node than Debian 13's is asked for: Node " + major + " comes from the npm registry"
                        : "Node " + major + " comes from Debian 13");
    }
}
