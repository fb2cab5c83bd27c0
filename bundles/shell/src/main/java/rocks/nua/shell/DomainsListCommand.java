package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;

/** The domains of an app. */
@Service
@Command(scope = "nua", name = "domains-list", description = "The domains of an app")
public final class DomainsListCommand extends AppAction {

    @Override
    void act(AppName app) {
        apps().domains(app, CALLER).forEach(domain -> print(domain.value()));
    }
}
