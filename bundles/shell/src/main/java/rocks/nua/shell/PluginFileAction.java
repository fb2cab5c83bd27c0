package rocks.nua.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.completers.FileCompleter;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.api.plugin.Plugins;
import rocks.nua.api.plugin.Plugins.Consent;

/** A command that takes in the file of a plugin. */
abstract class PluginFileAction extends NuaAction {
    @Argument(
            name = "file",
            description = "Jar or kar of this machine, https:// or mvn: address, or a package",
            required = true)
    @Completion(FileCompleter.class)
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(name = "--unsigned", description = "Agree that nobody who is trusted has signed it")
    private boolean unsigned;

    @Option(name = "--yes", description = "Agree to the permissions that it needs")
    private boolean yes;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Plugins plugins;

    abstract Plugins.Info take(Plugins plugins, PluginSource source, Consent consent);

    @Override
    final void act() throws IOException {
        Consent consent = new Consent(unsigned, yes);
        Path here = Path.of(file.replaceFirst("^[a-z]+:.*", ""));
        if (!Files.isRegularFile(here)) {
            print(PluginAction.table(List.of(take(plugins, new PluginSource.Address(file), consent))));
            return;
        }
        try (InputStream content = Files.newInputStream(here)) {
            PluginSource source = new PluginSource.Upload(content, file);
            print(PluginAction.table(List.of(take(plugins, source, consent))));
        }
    }
}
