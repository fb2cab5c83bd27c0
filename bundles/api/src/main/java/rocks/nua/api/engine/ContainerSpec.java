package rocks.nua.api.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rocks.nua.api.ImageRef;
import rocks.nua.api.Secret;
import rocks.nua.api.app.Resources;

/**
 * The wish for a container. It is confined by its type: all capabilities dropped, no new privileges, limits set, nothing
 * published; what goes beyond needs a {@link Grant}, and privileged mode, the host's process table or the engine's socket
 * cannot be said at all.
 *
 * @param name unique on the engine
 * @param image what it runs
 * @param command arguments; empty: the image's own
 * @param env environment; not part of the wish's fingerprint, so a change of it must come with a change of a label
 * @param labels on the container, and on the network and volumes made for it
 * @param network private network, made where it is missing; empty: none, or the host's with {@link Grant#HOST_NETWORK}
 * @param aliases names under which others in its network find it
 * @param mounts volumes and folders
 * @param resources limits
 * @param user name or number in the container; empty: the image's own, and where that is root, 10001
 * @param restart whether the engine starts it again whenever it ends, also after a restart of the machine
 * @param grants what an administrator approved
 */
public record ContainerSpec(
        String name,
        ImageRef image,
        List<String> command,
        Map<String, Secret> env,
        Map<String, String> labels,
        String network,
        List<String> aliases,
        List<Mount> mounts,
        Resources resources,
        String user,
        boolean restart,
        Set<Grant> grants) {

    /** Copies; maps are sorted by name. */
    public ContainerSpec {
        command = List.copyOf(command);
        env = java.util.Collections.unmodifiableMap(new TreeMap<>(env));
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
        aliases = List.copyOf(aliases);
        mounts = List.copyOf(mounts);
        grants = Set.copyOf(grants);
        if (network.isEmpty() != aliases.isEmpty() && network.isEmpty()) {
            throw new IllegalArgumentException("aliases need a network");
        }
        for (Mount mount : mounts) {
            if (mount instanceof Mount.Folder && !grants.contains(Grant.PLATFORM_FOLDER)) {
                throw new IllegalArgumentException("a folder of the machine needs the grant PLATFORM_FOLDER");
            }
        }
    }

    /** What a container may do beyond the confinement of every other. */
    public enum Grant {
        /** Shares the network of the machine; for the router. */
        HOST_NETWORK,
        /** May bind ports below 1024 and change to another user, as servers that start as root do. */
        SERVER_CAPABILITIES,
        /** May run as root inside the container. */
        ROOT_USER,
        /** May mount folders below the platform's home. */
        PLATFORM_FOLDER
    }

    /** Something mounted into the container. */
    public sealed interface Mount {
        /** Absolute path in the container. */
        String target();

        /**
         * A volume, made where it is missing and owned by the container's user.
         *
         * @param name of the volume
         * @param target in the container
         */
        record Volume(String name, String target) implements Mount {}

        /**
         * A folder of the platform's home on this machine.
         *
         * @param folder absolute
         * @param target in the container
         * @param readOnly whether it cannot be written
         */
        record Folder(java.nio.file.Path folder, String target, boolean readOnly) implements Mount {}

        /**
         * An empty folder in memory, which everybody in the container may write to and which goes with it.
         *
         * @param target in the container
         * @param bytes its size, which counts as the container's memory
         */
        record Memory(String target, long bytes) implements Mount {}
    }
}
