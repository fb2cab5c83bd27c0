package rocks.nua.core.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Release;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Link.Login;
import rocks.nua.api.service.Service;
import rocks.nua.api.store.Store;
import rocks.nua.core.fleet.Turns;

/**
 * Other credentials for an app. Two users take turns: the next is let in, the app is deployed with it, and the former is shut out
 * when no container is left that could be it. What the store says is enough to go on after a crash.
 */
final class Rotation {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

    private final Store store;
    private final Server server;
    private final Commands commands;
    private final Admission admission;
    private final Claims claims;
    private final Turns turns;

    Rotation(Store store, Server server, Admission admission, Claims claims, Turns turns) {
        this.store = store;
        this.server = server;
        this.commands = new Commands(server);
        this.admission = admission;
        this.claims = claims;
        this.turns = turns;
    }

    /** Lets the next user in. The app has its turn, and the service is claimed. */
    void begin(Service service, Link link, App app) {
        if (!server.kind(service).rotates()) {
            throw NuaException.conflict("The credentials of '" + service.type()
                    + "' services cannot be rotated: unlink the app and link it again.");
        }
        if (!link.former().none()) {
            throw NuaException.conflict("The last rotation for '" + app.name()
                    + "' has not ended: containers with the former credentials still run. Try again in a minute.");
        }
        if (app.release() > 0 && !app.running()) {
            throw NuaException.conflict(
                    "App '" + app.name() + "' is stopped: start it first with: nua start " + app.name());
        }
        String user = link.login().user().equals(link.database()) ? link.database() + "_" : link.database();
        Link next = link.rotated(new Login(user, Passwords.draw()));
        admission.admit(service, next);
    }

    /** Shuts out, of each app that is not at something, who is not needed any more. */
    void settle() {
        for (Service service : store.services()) {
            for (Link link : store.links(service.name())) {
                if (!link.former().none()) {
                    turns.unlessBusy(link.app(), () -> settle(service, link.app()));
                }
            }
        }
    }

    private void settle(Service service, AppName app) {
        if (!claims.takeIfFree(service.name())) {
            return;
        }
        try {
            store.links(service.name()).stream()
                    .filter(link -> link.app().equals(app) && !link.former().none())
                    .filter(link -> !claims.upgrading(service.name()))
                    .forEach(link -> settle(service, link));
        } catch (RuntimeException e) {
            LOG.warn("The rotation of {} in {} is ended later: {}", app, service.name(), e.getMessage());
        } finally {
            claims.release(service.name());
        }
    }

    private void settle(Service service, Link link) {
        int current = store.findApp(link.app()).map(App::release).orElse(0);
        boolean known = current == 0
                || store.findRelease(link.app(), current)
                        .filter(release -> knows(release, link.login()))
                        .isPresent();
        if (!known) {
            commands.unbind(service, link);
            store.save(link.reverted());
            LOG.warn(
                    "App {} was not deployed with its next credentials of {} -> the former ones stay",
                    link.app(),
                    service.name());
        } else if (!server.runsOther(link.app(), current)) {
            commands.unbind(service, link.reverted());
            store.save(link.settled());
            LOG.info("The former credentials of {} in {} -> shut out", link.app(), service.name());
        }
    }

    private static boolean knows(Release release, Login login) {
        String password = login.password().reveal();
        return release.env().values().stream().map(Secret::reveal).anyMatch(value -> value.contains(password));
    }
}
