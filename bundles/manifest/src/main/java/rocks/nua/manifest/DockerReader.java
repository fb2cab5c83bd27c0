package rocks.nua.manifest;

import java.util.Optional;

/** Reads {@code [docker]}: what earlier formats told the engine, and what the platform decides now. */
record DockerReader(Section docker) {
    private static final String REFUSED = "which is the whole machine and no app gets. Remove it, and what needs it.";

    static DockerReader of(Section root) {
        return new DockerReader(root.table("docker"));
    }

    /** The limit of memory, where it is said. */
    Optional<Long> memory() {
        if (docker.truth("privileged", false)) {
            throw docker.reject("privileged", "asks for a privileged container, " + REFUSED);
        }
        if (docker.text("pid-mode").equals("host")) {
            throw docker.reject("pid-mode", "asks for the machine's processes, " + REFUSED);
        }
        if (docker.find("volumes", "mounts", "volumes-from").isPresent()) {
            throw docker.place()
                    .reject("docker mounts folders of the machine, which no app gets. Write [[volume]] instead.");
        }
        Optional<Long> memory = docker.bytes("mem-limit");
        docker.known("auto-remove", "detach", "restart-policy", "pid-mode");
        docker.without("has no effect: each app has a network of its own.", "network", "network-mode");
        docker.others("has no effect: the platform decides how containers run.");
        return memory;
    }
}
