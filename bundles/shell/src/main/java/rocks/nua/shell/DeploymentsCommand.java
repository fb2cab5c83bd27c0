package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.AppName;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;

/** The deployments of an app, newest first. */
@Service
@Command(scope = "nua", name = "deployments", description = "The deployments of an app, newest first")
public final class DeploymentsCommand extends AppAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Deployments deployments;

    @Override
    void act(AppName app) {
        ShellTable table = Tables.of("Id", "State", "Release", "Created", "By", "Source", "Message");
        for (Deployment one : deployments.list(app, CALLER)) {
            table.addRow()
                    .addContent(
                            one.id(),
                            Tables.word(one.state()),
                            one.release(),
                            one.createdAt(),
                            one.caller(),
                            one.source(),
                            one.message());
        }
        print(table);
    }
}
