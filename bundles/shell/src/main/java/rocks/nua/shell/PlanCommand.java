package rocks.nua.shell;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.PlanReport;

/** What a deploy of a folder would do and why. */
@Service
@Command(scope = "nua", name = "plan", description = "What a deploy of a folder would do and why")
public final class PlanCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Deployments deployments;

    @Argument(name = "folder", description = "Source folder", required = true)
    @Completion(FileCompleter.class)
    private String folder = "";

    @Option(name = "--app", description = "Name of the app; else that of the folder")
    @Completion(AppNames.class)
    private String app = "";

    @Override
    void act() throws IOException {
        Target target = Target.of(app, folder, "", "", "");
        try (Target.Opened opened = target.open()) {
            PlanReport report = deployments.plan(target.app(), opened.source(), CALLER);
            print("Builder: " + report.builder());
            report.reasons().forEach(reason -> print("Because: " + reason));
            report.warnings().forEach(warning -> print("Warning: " + warning));
            report.changes().forEach(change -> print("Change: " + change));
            print(report.plan());
        }
    }
}
