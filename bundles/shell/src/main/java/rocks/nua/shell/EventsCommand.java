package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Platform;

/** What happened on the platform. */
@Service
@Command(scope = "nua", name = "events", description = "What happened on the platform")
public final class EventsCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Platform platform;

    @Option(
            name = "-f",
            aliases = {"--follow"},
            description = "Go on with what comes, until Ctrl-C")
    private boolean follow;

    @Option(name = "-n", description = "How many")
    private int most = 100;

    @Override
    void act() {
        platform.events(most, CALLER).forEach(this::print);
        if (follow) {
            platform.follow(this::print, CALLER);
        }
    }

    private void print(Event event) {
        print(String.join("  ", event.at().toString(), event.type(), event.app(), event.caller(), event.message()));
    }
}
