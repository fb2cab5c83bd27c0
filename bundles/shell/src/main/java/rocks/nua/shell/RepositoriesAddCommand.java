package rocks.nua.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import rocks.nua.api.NuaException;
import rocks.nua.api.catalogue.Repositories.Channel;

/** Adds a package repository. */
@Service
@Command(scope = "nua", name = "repositories-add", description = "Adds a package repository")
public final class RepositoriesAddCommand extends RepositoryAction {
    @Argument(name = "address", description = "http or https address, or a folder of this machine", required = true)
    private String address = "";

    @Option(name = "--name", description = "Its name; else after the address")
    private String name = "";

    @Option(name = "--key", description = "File with the public key that signs it; without, it is not signed")
    @Completion(FileCompleter.class)
    private String key = "";

    @Option(name = "--beta", description = "Also packages that are tried out")
    private boolean beta;

    @Override
    void act() {
        show(List.of(repositories().add(address, name, pem(), beta ? Channel.BETA : Channel.STABLE, CALLER)));
    }

    private String pem() {
        try {
            return key.isEmpty() ? "" : Files.readString(Path.of(key));
        } catch (IOException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST, "'" + key + "' cannot be read: name a file with a public key.", e);
        }
    }
}
