package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;

/** Stops routing a domain to an app. */
@Service
@Command(scope = "nua", name = "domains-remove", description = "Stops routing a domain to an app")
public final class DomainsRemoveCommand extends AppAction {
    @Argument(index = 1, name = "domain", description = "DNS name", required = true)
    @SuppressWarnings("NullAway.Init")
    private String domain;

    @Override
    void act(AppName app) {
        apps().removeDomain(app, new Domain(domain), CALLER);
    }
}
