package rocks.nua.core.deploy;

import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.App;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Routes;

/** Sees to it that a domain leads to one app only. */
public final class Domains {
    private final Store store;
    private final Routes routes;
    private final Domain platform;

    public Domains(Store store, Routes routes, Domain platform) {
        this.store = store;
        this.routes = routes;
        this.platform = platform;
    }

    /** Goes on only when no other app and not the platform has the domain; otherwise throws CONFLICT. */
    public void requireFree(Domain domain, AppName wanting) {
        if (domain.equals(platform)) {
            throw NuaException.conflict("Domain " + domain + " is the platform's own: choose another.");
        }
        for (App app : store.apps()) {
            if (!app.name().equals(wanting) && routes.domains(app).contains(domain)) {
                throw NuaException.conflict("Domain " + domain + " belongs to app '" + app.name()
                        + "': remove it there first with: nua domains remove " + app.name() + " " + domain);
            }
        }
    }
}
