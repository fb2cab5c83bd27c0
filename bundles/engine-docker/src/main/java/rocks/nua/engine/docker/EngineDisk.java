package rocks.nua.engine.docker;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import rocks.nua.api.engine.EngineInfo;

/** The disk where the engine keeps images and volumes, as far as it can be seen from here. */
record EngineDisk(EngineClient client) {
    EngineInfo info() {
        var info = client.call(docker -> docker.infoCmd().exec());
        Path data = Path.of(Optional.ofNullable(info.getDockerRootDir()).orElse("/"));
        String version = String.valueOf(info.getServerVersion());
        try {
            FileStore disk = Files.getFileStore(data);
            return new EngineInfo("docker", version, disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            return new EngineInfo("docker", version, -1, -1);
        }
    }
}
