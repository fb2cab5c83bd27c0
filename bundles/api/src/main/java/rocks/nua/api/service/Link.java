package rocks.nua.api.service;

import rocks.nua.api.AppName;
import rocks.nua.api.Secret;

/**
 * An app's own part of a service.
 *
 * @param service the service
 * @param app the app
 * @param database name of its database
 * @param login as whom the app comes
 * @param former as whom it came until its credentials were rotated, as long as containers may still do so; else {@link Login#NONE}
 * @param open whether the app has access; data of a closed link is kept
 */
public record Link(ServiceName service, AppName app, String database, Login login, Login former, boolean open) {
    /**
     * A user of a service.
     *
     * @param user its name
     * @param password its password
     */
    public record Login(String user, Secret password) {
        /** Nobody. */
        public static final Login NONE = new Login("", new Secret(""));

        /** Whether this is nobody. */
        public boolean none() {
            return user.isEmpty();
        }
    }

    /** One that was never rotated: its user is called like its database. */
    public Link(ServiceName service, AppName app, String database, Secret password, boolean open) {
        this(service, app, database, new Login(database, password), Login.NONE, open);
    }

    /** The same with another login, the present one being the former. */
    public Link rotated(Login next) {
        return new Link(service, app, database, next, login, open);
    }

    /** The same without a former login. */
    public Link settled() {
        return new Link(service, app, database, login, Login.NONE, open);
    }

    /** The same with the former login instead of the present one. */
    public Link reverted() {
        return new Link(service, app, database, former, Login.NONE, open);
    }

    /** The same without access. */
    public Link closed() {
        return new Link(service, app, database, login, Login.NONE, false);
    }
}
