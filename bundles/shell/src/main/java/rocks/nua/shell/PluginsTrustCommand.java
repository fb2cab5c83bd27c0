package rocks.nua.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import rocks.nua.api.plugin.Plugins;

/** Trusts what a certificate has signed. */
@Service
@Command(scope = "nua", name = "plugins-trust", description = "Trusts what a certificate has signed")
public final class PluginsTrustCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Plugins plugins;

    @Argument(name = "certificate", description = "File with a certificate as PEM", required = true)
    @Completion(FileCompleter.class)
    @SuppressWarnings("NullAway.Init")
    private String certificate;

    @Override
    void act() throws IOException {
        print("Trusting "
                + plugins.trust(Files.readString(Path.of(certificate), StandardCharsets.ISO_8859_1), CALLER)
                        .name() + ".");
    }
}
