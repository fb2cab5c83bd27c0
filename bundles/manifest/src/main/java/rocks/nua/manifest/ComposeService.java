package rocks.nua.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Resources;

/** A service of a Compose file that the platform runs, as the app itself or as a process beside it. */
record ComposeService(String name, Section section) {
    private static final String CONFINED = "has no effect: apps run without privileges, in a network of their own.";
    private static final Resources STANDARD = Resources.DEFAULT;

    /**
     * Refuses what would give the machine away, and tells what else an app does not get.
     *
     * @param ready services that are ready, or have ended, before the app starts
     */
    void confine(Predicate<String> ready) {
        if (section.truth("privileged", false)) {
            throw section.reject("privileged", "is granted to no app. Remove the line, and what needs it.");
        }
        if (section.text("pid").equals("host")) {
            throw section.reject("pid", "asks for the processes of the machine, which no app sees. Remove the line.");
        }
        section.without(CONFINED, "network-mode", "cap-add", "devices", "device-cgroup-rules", "gpus", "ipc", "uts");
        section.without(CONFINED, "userns-mode", "cgroup", "cgroup-parent", "security-opt", "sysctls", "group-add");
        section.without(
                CONFINED, "extra-hosts", "dns", "dns-search", "dns-opt", "mac-address", "links", "external-links");
        section.without(CONFINED, "volumes-from", "use-api-socket", "runtime", "isolation", "credential-spec");
        section.without("has no effect: write it out in this service.", "extends");
        section.without("has no effect: domains are added with nua domains add.", "labels", "annotations");
        section.without("has no effect: see the output with nua logs.", "logging");
        section.without("has no effect: use [env] of nua-config.toml, or nua env set.", "secrets", "configs");
        section.notYet("shm-size", "ulimits", "read-only", "platform", "stop-signal", "stop-grace-period");
        section.notYet(
                "develop", "post-start", "pre-stop", "oom-kill-disable", "oom-score-adj", "storage-opt", "models");
        section.notYet("mem-reservation", "memswap-limit", "mem-swappiness", "cpu-shares", "cpuset", "blkio-config");
        section.notYet("cpu-count", "cpu-percent", "cpu-period", "cpu-quota", "label-file", "provider", "attach");
        section.known("restart", "container-name", "hostname", "domainname", "networks", "init", "cap-drop", "tty");
        section.known("stdin-open", "pull-policy", "profiles", "image", "build");
        dependencies(ready);
    }

    /** Services that are ready before the app starts are what the short form asks for. */
    private void dependencies(Predicate<String> ready) {
        if (section.find("depends-on").orElse(null) instanceof Value.Table table) {
            table.members().forEach((other, value) -> {
                if (!ready.test(other)
                        && value instanceof Value.Table condition
                        && condition.members().get("condition") instanceof Value.Text text
                        && !text.text().equals("service_started")) {
                    section.warn(
                            value,
                            "depends-on",
                            other + " has the condition " + NuaException.excerpt(text.text())
                                    + ", which has no effect: backing services are ready before the app starts.");
                }
            });
        }
    }

    AppSpec.Build build(String image) {
        AppSpec.Build none = AppSpec.Build.EMPTY;
        String folder = image.isEmpty() ? context() : "";
        String file = image.isEmpty() ? dockerfile() : "";
        return new AppSpec.Build(
                "", "", none.packages(), none.commands(), none.test(), image, folder, none.origin(), none.pip(), file);
    }

    /** Empty: one of a usual name. */
    private String dockerfile() {
        if (!(section.find("build").orElseThrow() instanceof Value.Table)) {
            return "";
        }
        Section build = section.table("build");
        String said = build.text("dockerfile");
        String file = said.isEmpty() ? "" : ComposeMounts.inside(said);
        if (!said.isEmpty() && file.isEmpty()) {
            throw build.reject("dockerfile", "must be a file of the folder that is built. Move it there.");
        }
        return List.of("Dockerfile", "Containerfile").contains(file) ? "" : file;
    }

    private String context() {
        String context = section.find("build").orElseThrow() instanceof Value.Table
                ? context(section.table("build"))
                : section.text("build");
        String folder = ComposeMounts.inside(context.isEmpty() ? "." : context);
        if (folder.isEmpty() || context.contains("://") || context.startsWith("git@")) {
            throw section.reject(
                    "build",
                    "must be a folder of the source. Deploy the folder that holds it, or use nua deploy --git.");
        }
        return folder.equals(".") ? "" : folder;
    }

    private static String context(Section build) {
        build.without("has no effect: the last stage of the Dockerfile is built.", "target");
        build.without("has no effect: write it as ARG NAME=value into the Dockerfile.", "args");
        build.notYet("dockerfile-inline", "network", "ssh", "secrets", "additional-contexts");
        build.notYet("extra-hosts", "shm-size", "platforms", "privileged", "entitlements", "ulimits", "isolation");
        build.known("dockerfile", "cache-from", "cache-to", "no-cache", "pull", "tags", "labels", "provenance", "sbom");
        String context = build.text("context");
        build.end();
        return context;
    }

    /** @param release commands of services that end before it starts */
    AppSpec.Run run(List<String> release) {
        String user = section.text("user").replaceFirst(":.*$", "");
        if (!user.isEmpty() && !user.matches("[a-z_][a-z0-9_-]{0,31}|[0-9]{1,9}")) {
            throw section.reject("user", "must be a name or number of a user in the container.");
        }
        String start = ComposeCommand.read(section);
        return new AppSpec.Run(List.of(), start.isEmpty() ? List.of() : List.of(start), release, List.of(), user);
    }

    /** How many containers, as far as it is said. */
    Optional<Integer> scale() {
        Section deploy = section.table("deploy");
        Optional<Integer> replicas = deploy.number("replicas", 0, 1000);
        deploy.known("resources", "restart-policy", "mode");
        deploy.notYet("placement", "update-config", "rollback-config", "endpoint-mode", "labels");
        deploy.end();
        return section.number("scale", 0, 1000).or(() -> replicas);
    }

    Resources resources() {
        Section resources = section.table("deploy").table("resources");
        Section limits = resources.table("limits");
        resources.notYet("reservations");
        try {
            var read = new Resources(
                    limits.bytes("memory").or(() -> section.bytes("mem-limit")).orElse(STANDARD.memoryBytes()),
                    limits.decimal("cpus").or(() -> section.decimal("cpus")).orElse(STANDARD.cpus()),
                    limits.number("pids", 8, 1_000_000)
                            .or(() -> section.number("pids-limit", 8, 1_000_000))
                            .orElse(STANDARD.pids()));
            section.known("mem-limit", "cpus", "pids-limit");
            limits.end();
            resources.end();
            return read;
        } catch (NuaException e) {
            throw e.kind() == NuaException.Kind.REJECTED_BY_APP
                    ? e
                    : section.place().reject(e.getMessage());
        }
    }

    HealthCheck health(int port) {
        return ComposeHealth.read(section, port);
    }

    static Map<String, AppSpec.Port> ports(int port) {
        return port == 0 ? Map.of() : Map.of("web", new AppSpec.Port(port));
    }

    /** Whether two services that are built are built alike. */
    static boolean sameBuild(Value.Table one, Value.Table other) {
        return buildText(one).equals(buildText(other));
    }

    private static String buildText(Value.Table service) {
        Value build = Optional.ofNullable(service.members().get("build")).orElseThrow();
        if (build instanceof Value.Table table) {
            return Stream.of("context", "dockerfile", "target")
                    .map(key -> Optional.ofNullable(table.members().get(key))
                            .flatMap(Section::scalar)
                            .orElse(""))
                    .map(text -> text.replaceFirst("^\\./?", ""))
                    .collect(Collectors.joining("\n"));
        }
        return Section.scalar(build).orElse("").replaceFirst("^\\./?", "") + "\n\n";
    }
}
