package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;

/** The packages in the image of a release, as CycloneDX. */
@Service
@Command(scope = "nua", name = "sbom", description = "The packages in the image of a release, as CycloneDX")
public final class SbomCommand extends AppAction {
    @Argument(index = 1, name = "release", description = "Its number; else the current one")
    private int release;

    @Override
    void act(AppName app) {
        print(apps().sbom(app, release, CALLER));
    }
}
