package rocks.nua.engine.docker;

import com.github.dockerjava.api.model.Info;
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
        String version = String.valueOf(info.getServerVersion());
        try {
            FileStore disk = store(info);
            return new EngineInfo("docker", version, disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            return new EngineInfo("docker", version, -1, -1);
        }
    }

    /** Bytes that are free; -1: not known. The engine is seldom asked where it keeps its data. */
    long free() {
        try {
            return store(client.known()).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    private static FileStore store(Info info) throws IOException {
        return Files.getFileStore(
                Path.of(Optional.ofNullable(info.getDockerRootDir()).orElse("/")));
    }
}
