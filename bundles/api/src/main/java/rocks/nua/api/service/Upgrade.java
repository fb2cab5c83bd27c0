package rocks.nua.api.service;

import java.time.Instant;

/**
 * The latest upgrade of a service.
 *
 * @param service the service
 * @param from version before
 * @param fromInstance server of that version; its data is kept until the upgrade is confirmed
 * @param to version afterwards
 * @param toInstance server of that version
 * @param state how it stands
 * @param step where it is, or where it ended
 * @param message what is to be said of it; empty while it goes on
 * @param startedAt when it was asked for
 */
public record Upgrade(
        ServiceName service,
        String from,
        int fromInstance,
        String to,
        int toInstance,
        State state,
        Step step,
        String message,
        Instant startedAt) {
    /** How it stands. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** The new server serves, the old one's data is kept. */
        UNCONFIRMED,
        /** It is being taken back. */
        REVERTING,
        /** The old server serves; nothing of the new one is left. */
        FAILED
    }

    /** The path of an upgrade. */
    public enum Step {
        /** The new server is made and takes connections. */
        START,
        /** Apps lose their access; what they wrote until then is in the dump. */
        CLOSE,
        /** What each app has is dumped. */
        DUMP,
        /** The dumps are put into the new server. */
        RESTORE,
        /** Old and new content is compared. */
        VERIFY,
        /** Apps get access to the new server under the name and with the password of the old one. */
        SWITCH
    }

    /** The same at another step. */
    public Upgrade at(Step next) {
        return new Upgrade(service, from, fromInstance, to, toInstance, state, next, message, startedAt);
    }

    /** The same in another state. */
    public Upgrade now(State next, String said) {
        return new Upgrade(service, from, fromInstance, to, toInstance, next, step, said, startedAt);
    }
}
