package rocks.nua.shell;

import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.AppName;

/** The variables of an app; their values only when asked for */
@Service
@Command(scope = "nua", name = "env-list", description = "The variables of an app")
public final class EnvListCommand extends AppAction {
    @Option(name = "--reveal", description = "Show the values")
    private boolean reveal;

    @Option(name = "--build", description = "The names of the secrets that only builds get")
    private boolean build;

    @Override
    void act(AppName app) {
        ShellTable table = Tables.of("Name", "Value");
        new TreeMap<>(build ? apps().buildSecrets(app, CALLER) : apps().env(app, CALLER))
                .forEach((name, value) -> table.addRow().addContent(name, reveal && !build ? value.reveal() : value));
        print(table);
    }
}
