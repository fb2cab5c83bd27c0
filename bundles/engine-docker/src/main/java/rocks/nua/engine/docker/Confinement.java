package rocks.nua.engine.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.TmpfsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Grant;

/** What a wish may do on the machine: as little as its grants allow. */
record Confinement(Path home, Path engineSocket) {
    /** Who runs in a container that names nobody else. */
    static final String NUA = "10001:10001";

    private static final Pattern ROOT = Pattern.compile("(root|0+)?(:.*)?");
    private static final double NANOS = 1e9;
    /** As /tmp has it: everybody may write, nobody may remove what is another's. */
    private static final int STICKY = 01777;

    private static final LogConfig LOG =
            new LogConfig(LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "3", "compress", "true"));
    private static final Capability[] SERVER = {
        Capability.NET_BIND_SERVICE,
        Capability.SETUID,
        Capability.SETGID,
        Capability.CHOWN,
        Capability.DAC_OVERRIDE,
        Capability.KILL
    };

    HostConfig of(ContainerSpec wish) {
        long memory = wish.resources().memoryBytes();
        HostConfig host = HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(memory)
                .withMemorySwap(memory)
                .withNanoCPUs((long) (wish.resources().cpus() * NANOS))
                .withPidsLimit((long) wish.resources().pids())
                .withInit(true)
                .withLogConfig(LOG)
                .withNetworkMode(network(wish))
                .withMounts(wish.mounts().stream().map(this::mount).toList())
                .withRestartPolicy(wish.restart() ? RestartPolicy.unlessStoppedRestart() : RestartPolicy.noRestart());
        return wish.grants().contains(Grant.SERVER_CAPABILITIES) ? host.withCapAdd(SERVER) : host;
    }

    /** Who the container runs as, given the user that its image names. */
    static String user(ContainerSpec wish, String imageUser) {
        boolean rootAllowed = wish.grants().contains(Grant.ROOT_USER);
        if (!wish.user().isEmpty()) {
            if (isRoot(wish.user()) && !rootAllowed) {
                throw new NuaException(
                        Kind.DENIED,
                        "Container " + wish.name()
                                + " asks for root, which needs the grant ROOT_USER. Use another user.");
            }
            return wish.user();
        }
        return isRoot(imageUser) && !rootAllowed ? NUA : imageUser;
    }

    static boolean isRoot(String user) {
        return ROOT.matcher(user).matches();
    }

    private static String network(ContainerSpec wish) {
        if (wish.grants().contains(Grant.HOST_NETWORK)) {
            return "host";
        }
        return wish.network().isEmpty() ? "none" : wish.network();
    }

    private Mount mount(ContainerSpec.Mount mount) {
        if (mount instanceof ContainerSpec.Mount.Folder folder) {
            return new Mount()
                    .withType(MountType.BIND)
                    .withSource(insideHome(folder.folder()).toString())
                    .withTarget(folder.target())
                    .withReadOnly(folder.readOnly());
        }
        if (mount instanceof ContainerSpec.Mount.Memory memory) {
            return new Mount()
                    .withType(MountType.TMPFS)
                    .withTarget(memory.target())
                    .withTmpfsOptions(
                            new TmpfsOptions().withSizeBytes(memory.bytes()).withMode(STICKY));
        }
        var volume = (ContainerSpec.Mount.Volume) mount;
        return new Mount().withType(MountType.VOLUME).withSource(volume.name()).withTarget(volume.target());
    }

    private Path insideHome(Path folder) {
        try {
            Path real = folder.toRealPath();
            if (!real.startsWith(home.toRealPath()) || engineSocket.startsWith(real)) {
                throw new NuaException(
                        Kind.DENIED,
                        "Folder " + folder + " is not below the platform's home " + home + ". Mount one that is.");
            }
            return real;
        } catch (IOException e) {
            throw new NuaException(
                    Kind.NOT_FOUND, "Folder " + folder + " cannot be mounted: it is not there. Make it first.", e);
        }
    }
}
