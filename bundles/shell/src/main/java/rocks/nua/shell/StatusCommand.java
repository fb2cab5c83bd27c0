package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.platform.Platform;

/** One screen of health. */
@Service
@Command(scope = "nua", name = "status", description = "One screen of health")
public final class StatusCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Platform platform;

    @Override
    void act() {
        Platform.Status status = platform.status(CALLER);
        print("State:    " + status.state() + " " + status.message());
        print("Version:  " + status.version());
        print("Engine:   " + (status.engine().isEmpty() ? "does not answer" : status.engine()));
        print("Apps:     " + status.apps() + ", " + status.runningApps() + " running as wanted");
        print("Builders: " + String.join(", ", status.builders()));
        print("Memory:   " + (status.memoryBytes() >> 20) + " MiB");
    }
}
