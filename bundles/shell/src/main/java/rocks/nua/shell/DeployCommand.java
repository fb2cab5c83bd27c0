package rocks.nua.shell;

import java.io.IOException;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import rocks.nua.api.Domain;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;

/** Deploys a folder of this machine, a git repository, an image or a package. */
@Service
@Command(
        scope = "nua",
        name = "deploy",
        description = "Deploys a folder of this machine, a git repository, an image or a package")
public final class DeployCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Deployments deployments;

    @Argument(name = "folder", description = "Source folder")
    @Completion(FileCompleter.class)
    private String folder = "";

    @Option(name = "--app", description = "Name of the app; else that of the folder")
    @Completion(AppNames.class)
    private String app = "";

    @Option(name = "--git", description = "Address of a repository, with #REF for a branch, tag or commit")
    private String git = "";

    @Option(name = "--image", description = "Reference of an image")
    private String image = "";

    @Option(name = "--package", description = "Id of a package in the catalogue")
    @Completion(PackageIds.class)
    private String packageId = "";

    @Option(name = "--env", description = "NAME=value", multiValued = true)
    private List<String> env = List.of();

    @Option(name = "--domain", description = "DNS name to add", multiValued = true)
    private List<String> domains = List.of();

    @Override
    void act() throws IOException {
        var options = new Deployments.Options(
                Variables.of(env), domains.stream().map(Domain::new).toList());
        Target target = Target.of(app, folder, git, image, packageId);
        try (Target.Opened opened = target.open()) {
            Deployment begun = deployments.start(target.app(), opened.source(), options, CALLER);
            Follow.one(begun, deployments, this);
        }
    }
}
