package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.AppName;

/** The releases of an app, newest first. */
@Service
@Command(scope = "nua", name = "releases", description = "The releases of an app, newest first")
public final class ReleasesCommand extends AppAction {

    @Override
    void act(AppName app) {
        ShellTable table = Tables.of("Release", "Builder", "Created", "Source");
        apps().releases(app, CALLER).forEach(release -> table.addRow()
                .addContent(release.number(), release.builder(), release.createdAt(), release.source()));
        print(table);
    }
}
